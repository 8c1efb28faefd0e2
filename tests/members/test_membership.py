"""Somebody is nominated to the network, agrees, is accepted for a term, renewed, and it ends."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from cauhien.accounts.states import Role
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.members import actions, queries
from cauhien.members.models import Membership
from cauhien.members.states import MemberAct
from cauhien.network.actions.expertise import declare
from cauhien.network.actions.leaving import let_leave
from cauhien.network.models import Evidence, ResearchField
from cauhien.notices.models import Notice
from tests.factories import NOW, TODAY, a_person, a_source, a_user, an_office, sign_in

pytestmark = pytest.mark.django_db
UNTIL = date(2029, 11, 1)


@pytest.fixture
def coordinator():
    return a_user(Role.COORDINATOR)


@pytest.fixture
def officer():
    return a_user(Role.OFFICER, office=an_office("Sở Xây dựng"))


@pytest.fixture
def person():
    """Somebody who has taken their page over and declares a field."""
    said = {"scheme": "VN", "version": "2020", "level": 3, "source": a_source()}
    field = ResearchField.objects.create(code="20104", name_vi="Kỹ thuật giao thông", **said)
    person = a_person("Trần Thị Hoa", user=a_user())
    evidence = [Evidence(kind="patent", title="Bằng 1-0012345", on=date(2020, 1, 1))]
    written = {"field": field, "words": "", "evidence": evidence}
    declare(person=person, written=written, by=person.user, at=NOW)
    person.field = field
    return person


def nominated(person, by, office=None):
    written = {"group": "transport", "fields": [person.field], "reason": "Giỏi việc này."}
    return actions.nominate(person=person, written=written, office=office, by=by, at=NOW)


def accepted(person, coordinator):
    made = nominated(person, person.user)
    written = {"words": "Đủ điều kiện.", "standing": "expert", "ends_on": UNTIL}
    return actions.accept(membership=made, written=written, by=coordinator, at=NOW)


def waits_for(user):
    return [one.title for one in items_for(user, NOW) if one.kind == queries.MEMBERSHIP]


@pytest.mark.parametrize(("language", "said"), [("vi", "Chuyên gia"), ("en", "Expert")])
def test_what_waits_names_a_role_in_the_language_of_the_page(person, coordinator, language, said):
    person.user.is_demonstration, person.user.email = True, "expert@demo.invalid"
    person.user.save(update_fields=["is_demonstration", "email"])
    nominated(person, person.user)

    with override(language):
        assert waits_for(coordinator) == [said]


def test_who_nominates_themself_may_withdraw_and_the_office_reads_what_is_counted(
    client, person, coordinator
):
    sign_in(client, person.user)
    assert "<h1>Tự ứng cử</h1>" in client.get(f"/people/{person.code}/nominate/").content.decode()
    case = f"/members/nominations/{nominated(person, person.user).code}/"
    own = client.get(case).content.decode()
    sign_in(client, coordinator)
    accepting = client.get(f"{case}accept/").content.decode()

    assert ("Rút lại" in own, "Từ chối" in own) == (True, False)
    assert "Lĩnh vực chuyên môn đã khai có minh chứng 1 (ít nhất 1)".lower() in accepting.lower()


def test_an_office_nominates_the_person_agrees_and_the_managing_office_accepts_with_a_reason(
    client, person, officer, coordinator
):
    sign_in(client, officer)
    page = reverse("members:nominate", args=[person.code])
    assert page in client.get(f"/people/{person.code}/").content.decode()
    said = {"group": "transport", "chosen": [person.field.pk], "reason": "Đã giúp Sở hai lần."}
    assert client.post(page, said | {"reason": ""}).status_code == 422
    client.post(page, said)
    made = Membership.objects.get()
    case = reverse("members:membership", args=[made.code])
    assert (made.state, waits_for(person.user), waits_for(coordinator)) == (
        "proposed", [str(person)], [],
    )  # fmt: skip

    sign_in(client, person.user)
    client.post(f"{case}agree/")
    assert waits_for(coordinator) == [str(person)]
    sign_in(client, coordinator)
    shown = client.get(case).content.decode()
    assert "Công trình trong hệ thống này: 0" in shown
    step = client.get(f"{case}accept/").content.decode()
    assert f'href="{case}"' in step.partition("<h1")[0]
    accept = {"words": "", "standing": "expert", "ends_on": "2028-11-01"}
    assert client.post(f"{case}accept/", accept).status_code == 422
    client.post(f"{case}accept/", accept | {"words": "Có minh chứng rõ."})

    made.refresh_from_db()
    assert (made.state, made.standing, made.measured["fields"]) == ("member", "expert", 1)
    client.logout()
    for language, said in (("vi", "Chuyên gia"), ("en", "Expert")):
        listed = client.get("/members/", headers={"accept-language": language}).content.decode()
        assert [one in listed for one in (str(person), said)] == [True, True]
    own_page = client.get(f"/people/{person.code}/").content.decode()
    assert "Chuyên gia, thành viên mạng lưới từ ngày" in own_page
    told = Notice.objects.order_by("id").values_list("recipient", "parameters__state")
    assert list(told) == [
        (person.user.pk, "proposed"), (officer.pk, "waiting"), (person.user.pk, "member"),
    ]  # fmt: skip


def test_the_rules_of_standing_say_that_no_legal_basis_is_known(client):
    page = client.get("/members/rules/").content.decode()

    assert "Nhà khoa học đầu ngành" in page
    assert page.count("Chưa tìm thấy căn cứ pháp lý") == len(queries.standings())


def test_nobody_decides_about_themself_nor_is_nominated_unasked_or_twice(
    person, officer, coordinator
):
    own = nominated(person, person.user)
    with pytest.raises(actions.CannotMove):
        nominated(person, officer, officer.grants.get().office)
    person.user = coordinator
    person.save()
    with pytest.raises(actions.CannotMove):
        actions.advance(case=own, act=MemberAct.REFUSE, by=coordinator, at=NOW, words="Không.")
    stranger = a_person("Lê Chỉ Biết")
    stranger.field = person.field
    with pytest.raises(actions.CannotMove):
        nominated(stranger, officer, officer.grants.get().office)


def test_a_term_is_renewed_before_it_ends_and_over_on_its_day(client, person, coordinator):
    made = accepted(person, coordinator)
    coordinator.day = UNTIL - timedelta(days=30)
    assert waits_for(coordinator) == [str(person)]
    written = {"words": "Tiếp.", "ends_on": UNTIL}
    with pytest.raises(actions.CannotMove):
        actions.renew(membership=made, written=written, by=coordinator, at=NOW)
    written = {"words": "Tiếp.", "ends_on": date(2031, 6, 1)}
    made = actions.renew(membership=made, written=written, by=coordinator, at=NOW)

    assert actions.expire(at=NOW.replace(year=2031, month=5)) == 0
    assert actions.expire(at=NOW.replace(year=2031)) == 1

    assert not queries.members_on(TODAY).exists()
    acts = AuditLine.objects.filter(chain=made.chain).order_by("number")
    assert list(acts.values_list("act", flat=True)) == [
        "member_apply", "member_accept", "member_renew", "member_expire",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "seen"),
    [(None, 404), (Role.OFFICER, 404), (Role.EXPERT, 404), (Role.AUDITOR, 200)],
)
def test_a_nomination_is_read_by_its_person_its_office_the_manager_and_the_audit(
    client, person, role, seen
):
    made = nominated(person, person.user)
    sign_in(client, a_user(role))

    page = reverse("members:membership", args=[made.code])
    assert client.get(page).status_code == seen
    assert client.post(f"{page}refuse/", {"words": "x"}).status_code in (403, 404)
    listed = client.get("/members/nominations/")
    assert str(person) not in listed.content.decode() or role == Role.AUDITOR
    assert str(person) not in client.get("/members/").content.decode()


def test_who_leaves_is_a_member_no_longer_and_nothing_written_of_them_stays(person, coordinator):
    made = accepted(person, coordinator)

    let_leave(person=person, by=person.user, at=NOW)
    assert not queries.members_on(TODAY).exists()
    actions.forget_who_left(at=NOW)

    made.refresh_from_db()
    assert (made.state, made.reason, made.decision) == ("ended", "", "")


def test_the_api_tells_of_fields_and_membership_what_the_pages_show(client, person, coordinator):
    path, field = f"/api/v1/people/{person.code}", {"vi": "Kỹ thuật giao thông", "en": ""}
    made = nominated(person, person.user)
    assert client.get(f"{path}/membership").status_code == 404
    sign_in(client, person.user)
    mine = client.get("/api/v1/memberships").json()["items"]
    assert [(one["state"], one["reason"]) for one in mine] == [("waiting", "Giỏi việc này.")]
    sign_in(client, a_user())
    assert client.get("/api/v1/memberships").json()["items"] == []
    client.logout()
    assert client.get("/api/v1/memberships").status_code == 401

    written = {"words": "Đủ điều kiện.", "standing": "expert", "ends_on": UNTIL}
    actions.accept(membership=made, written=written, by=coordinator, at=NOW)

    declared = client.get(path).json()["expertise"]
    assert [(one["field"]["name"], one["evidence"][0]["title"]) for one in declared] == [
        (field, "Bằng 1-0012345")
    ]
    (member,) = client.get("/api/v1/members?group=transport").json()["items"]
    assert member == client.get(f"{path}/membership").json()
    assert (member["person"]["code"], member["ends_on"]) == (person.code, UNTIL.isoformat())
    assert client.get("/api/v1/members?group=water").json()["count"] == 0
    let_leave(person=person, by=person.user, at=NOW)
    assert client.get("/api/v1/members").json()["items"] == []
