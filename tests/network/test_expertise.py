"""Whoever has taken their page over declares fields of expertise, each with its evidence."""

from datetime import date

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine, Event
from cauhien.network.actions import expertise as actions
from cauhien.network.actions.leaving import let_leave
from cauhien.network.models import Evidence, Expertise, Involvement, ResearchField
from tests.factories import NOW, a_person, a_source, a_user, a_work, an_organisation, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def field():
    said = {"scheme": "VN", "version": "2020", "level": 3, "source": a_source()}
    return ResearchField.objects.create(
        code="20104", name_vi="Kỹ thuật giao thông", name_en="Transport engineering", **said
    )


@pytest.fixture
def person():
    return a_person("Trần Thị Hoa", user=a_user())


def declared(person, field, *evidence, by=None):
    written = {"field": field, "words": "Đèn tín hiệu thích ứng", "evidence": list(evidence)}
    return actions.declare(person=person, written=written, by=by or person.user, at=NOW)


def test_a_field_stands_on_the_page_with_each_kind_of_evidence(client, person, field):
    work = a_work("Đèn tín hiệu thích ứng ở nút năm nhánh", by=[person])
    body = an_organisation("Trường Đại học Sông Nhuệ")
    place = Involvement.objects.create(person=person, organisation=body, kind="claimed")
    sign_in(client, person.user)
    new = f"/people/{person.code}/fields/new/"
    assert "20104 Kỹ thuật giao thông" in client.get(new).content.decode()

    client.post(
        new,
        {"field": "ky thuat giao thong", "words": "Đèn tín hiệu", "works": [work.pk],
         "positions": [place.pk], "kind": "patent", "title": "Bằng 1-0012345, Cục SHTT",
         "url": "https://example.invalid/b", "on": "2020-05-04"},
    )  # fmt: skip

    client.logout()
    page = client.get(f"/people/{person.code}/").content.decode()
    section = page.partition('id="expertise"')[2].partition("<h2")[0]
    for said in ("Kỹ thuật giao thông", "Đèn tín hiệu", str(work), str(body), "04/05/2020"):
        assert said in section
    assert 'rel="external nofollow ugc"' in section


def test_without_evidence_a_field_or_a_true_day_nothing_is_kept_and_nothing_lost(
    client, person, field
):
    sign_in(client, person.user)
    new, link = f"/people/{person.code}/fields/new/", {"kind": "link", "title": "Báo cáo"}

    for wrong in (
        {"field": "20104", "words": "Của tôi"},
        {"field": "phù thủy học", "words": "Của tôi"} | link,
        {"field": "20104", "words": "Của tôi", "on": "2999-01-01"} | link,
    ):
        answer = client.post(new, wrong)
        assert (answer.status_code, "Của tôi" in answer.content.decode()) == (422, True)
    assert not Expertise.objects.exists()


def test_what_names_somebody_else_is_no_evidence_and_a_field_stands_once(person, field):
    other = a_work("Của người khác", by=[a_person("Lê Khác")])
    own = Evidence(kind="work", work=a_work("Của mình", by=[person]))

    with pytest.raises(actions.CannotDeclare):
        declared(person, field, Evidence(kind="work", work=other))
    declared(person, field, own)
    with pytest.raises(actions.CannotDeclare):
        declared(person, field, Evidence(kind="work", work=own.work))


def test_a_field_is_changed_and_taken_back_and_the_log_says_so(client, person, field):
    work = a_work("Của mình", by=[person])
    told = Evidence(kind="link", title="Hội thảo", url="https://a.invalid", on=date(2024, 1, 1))
    kept = declared(person, field, Evidence(kind="work", work=work), told)
    sign_in(client, person.user)
    link = kept.evidence.get(kind="link")
    page = f"/people/{person.code}/fields/{kept.code}/"
    assert "Hội thảo" in client.get(page).content.decode()

    client.post(page, {"field": "20104", "words": "Khác", "kept": [link.pk]})
    assert [str(one) for one in kept.evidence.all()] == ["Hội thảo"]
    assert client.get(f"/expertise/{kept.code}/")["Location"].startswith(f"/people/{person.code}/")
    client.post(f"{page}end/")

    acts = AuditLine.objects.filter(chain=f"person:{person.code}").values_list("act", flat=True)
    assert list(acts) == ["expertise_declared", "expertise_declared", "expertise_withdrawn"]
    assert "Hội thảo" not in client.get(f"/people/{person.code}/").content.decode()


@pytest.mark.parametrize("who", [None, Role.COORDINATOR, Role.DATA_STEWARD])
def test_nobody_else_declares_anything_of_a_person(client, person, field, who):
    sign_in(client, a_user(who))

    for path in ("", "new/", "abc/"):
        assert client.get(f"/people/{person.code}/fields/{path}").status_code == 403
    with pytest.raises(actions.CannotDeclare):
        declared(
            person, field, Evidence(kind="patent", title="x", on=date(2020, 1, 1)), by=a_user(who)
        )


def test_a_person_is_found_by_a_declared_field_and_no_longer_after_leaving(client, person, field):
    made = declared(person, field, Evidence(kind="patent", title="Bằng", on=date(2020, 1, 1)))
    found = "/api/v1/search?q=tin+hieu+thich+ung"
    assert client.get(found).json()["count"] == 1

    let_leave(person=person, by=person.user, at=NOW)

    assert client.get(found).json()["count"] == 0
    assert client.get(f"/expertise/{made.code}/").status_code == 404
    assert Event.objects.filter(kind="expertise.changed", subject_code=made.code).count() == 2
    assert not Expertise.objects.exists()
