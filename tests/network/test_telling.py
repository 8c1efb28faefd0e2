"""Who is known from open data alone is told once what is held about them and their rights."""

import pytest

from cauhien.accounts.states import Role
from cauhien.core.models import AuditLine
from cauhien.network.actions.leaving import let_leave
from cauhien.network.actions.merging import merge_persons
from cauhien.network.actions.telling import CannotTell, tell_persons
from cauhien.network.models import Involvement, PersonNotice
from cauhien.network.queries import telling
from cauhien.network.states import InvolvementKind, NoticeWay
from cauhien.notices.models import Mail
from cauhien.notices.tasks import deliver
from tests.factories import NOW, a_person, a_user, a_work, an_organisation, sign_in

pytestmark = pytest.mark.django_db

BY_PAGE = {"way": NoticeWay.PAGE, "address": "", "found_at": ""}
BY_MAIL = {
    "way": NoticeWay.MAIL,
    "address": "vanthu@hust.test",
    "found_at": "https://hust.test/lien-he",
}


@pytest.fixture
def steward():
    return a_user(Role.DATA_STEWARD)


@pytest.fixture
def institute():
    return an_organisation("Đại học Bách khoa")


@pytest.fixture
def listed(institute):
    """Two persons whom works print with the institute."""
    people = [a_person(name) for name in ("Nguyễn Văn An", "Lê Thị Bình")]
    for person in people:
        a_work(f"Công trình của {person}", by=[person])
        kind = InvolvementKind.PRINTED
        Involvement.objects.create(person=person, organisation=institute, kind=kind)
    return people


def test_a_steward_writes_once_to_the_public_address_of_an_institution(
    client, steward, institute, listed
):
    sign_in(client, steward)
    path = f"/data/told/{institute.code}/"
    refused = client.post(path, BY_MAIL | {"found_at": ""})
    client.post(path, BY_MAIL)
    again = client.post(path, BY_MAIL)

    assert (refused.status_code, again.status_code) == (422, 422)
    assert {one.person for one in PersonNotice.objects.all()} == set(listed)
    mail = Mail.objects.get()
    deliver(mail=mail.code)
    mail.refresh_from_db()
    assert mail.address == BY_MAIL["address"]
    assert all(f"/people/{one.code}/notice/" in mail.text for one in listed)
    acts = AuditLine.objects.filter(chain=f"person:{listed[0].code}").values_list("act", flat=True)
    assert list(acts) == ["person_informed"]


def test_who_knows_is_not_told_and_who_was_told_is_not_told_again(steward, institute, listed):
    first, second = listed
    own = a_person("Trần Có Trang", user=a_user())
    objected = a_person("Phạm Phản Đối", objected_at=NOW)
    assert list(telling.untold()) == [first, second] or set(telling.untold()) == {first, second}

    tell_persons(organisation=institute, written=BY_PAGE, by=steward, at=NOW)
    kept = a_person("Nguyễn Văn An")
    merge_persons(kept=kept, merged=first, reasons={}, by=steward, at=NOW)

    assert not telling.untold().filter(pk__in=[kept.pk, own.pk, objected.pk]).exists()
    with pytest.raises(CannotTell):
        tell_persons(organisation=institute, written=BY_PAGE, by=steward, at=NOW)
    assert telling.figures() == {
        "listed": 4, "by_mail": 0, "by_page": 2, "untold": 0, "last": NOW
    }  # fmt: skip


def test_who_leaves_is_told_no_more_and_the_address_is_forgotten(steward, institute, listed):
    tell_persons(organisation=institute, written=BY_MAIL, by=steward, at=NOW)
    mail = Mail.objects.get()
    let_leave(person=listed[0], by=steward, at=NOW)

    deliver(mail=mail.code)

    mail.refresh_from_db()
    assert (listed[0].code in mail.text, listed[1].code in mail.text) == (False, True)
    assert PersonNotice.objects.get(person=listed[0]).address == ""
    assert not telling.untold().filter(pk=listed[0].pk).exists()


@pytest.mark.parametrize(
    ("role", "sees", "tells"),
    [(None, 403, 403), (Role.OFFICER, 403, 403), (Role.LEADER, 200, 403),
     (Role.COORDINATOR, 200, 403), (Role.AUDITOR, 200, 403), (Role.DATA_STEWARD, 200, 200)],
)  # fmt: skip
def test_managers_see_how_many_were_not_told_and_a_steward_tells(
    client, institute, listed, role, sees, tells
):
    sign_in(client, a_user(role))

    page = client.get("/data/told/")

    assert page.status_code == sees
    assert ("Đại học Bách khoa" in page.content.decode()) == (sees == 200)
    assert client.get(f"/data/told/{institute.code}/").status_code == tells
    assert client.get("/data/told/none/").status_code == tells


@pytest.mark.parametrize(("language", "said"), [("vi", "Quyền của bạn"), ("en", "Your rights")])
def test_everybody_reads_what_is_held_and_what_they_can_do(client, listed, language, said):
    headers = {"accept-language": language}
    own = client.get(f"/people/{listed[0].code}/notice/", headers=headers).content.decode()

    assert said in own
    assert f"/people/{listed[0].code}/ask/leaving/" in own
    assert said in client.get("/people/notice/", headers=headers).content.decode()
    assert client.get("/people/khong-co/notice/").status_code == 404
