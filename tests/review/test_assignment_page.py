"""The page on which the coordinator shares files out among the members of a council."""

import pytest

from cauhien.accounts.states import Role
from cauhien.review import queries
from cauhien.review.models import Assignment
from cauhien.review.states import SeatRole
from tests.factories import NOW, a_user, sign_in
from tests.made_once import made_once
from tests.review.sitting import a_small_council, holder

pytestmark = pytest.mark.django_db
ASKED = {"then": "ask", "per_file": "2", "per_member": "4"}


made, council = made_once(lambda: a_small_council(files=4))


@pytest.fixture
def coordinator(client):
    user = a_user(Role.COORDINATOR)
    sign_in(client, user)
    return user


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_coordinator_asks_looks_and_confirms(client, council, coordinator, language):
    coordinator.language = language
    coordinator.save()
    url = council.url("assignment")
    client.post(url, ASKED)

    page = client.get(url).content.decode()
    assert all(one.person.name in page for one in queries.sitting(council))
    assert Assignment.objects.get().input_sha256 in page
    client.post(url, {"then": "confirm"})

    row = Assignment.objects.get()
    assert (row.is_in_force, row.confirmed_by) == (True, coordinator)


def test_a_pair_is_fixed_on_the_page_and_kept_when_asked_again(client, council, coordinator):
    url = council.url("assignment")
    client.post(url, ASKED)
    row = Assignment.objects.get()
    file, seat, _why = row.nearly[0]

    client.post(url, ASKED | {f"wish-{file}-{seat}": "fixed"})

    row = Assignment.objects.get()
    assert row.fixed == [[file, seat]]
    assert [file, seat] in row.pairs


def test_what_cannot_be_is_told_and_what_was_asked_stays_in_the_form(client, council, coordinator):
    answer = client.post(council.url("assignment"), ASKED | {"per_member": "2"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Cần 8 lượt đọc nhưng chỉ có thể bố trí 6" in page
    assert 'name="per_member" value="2"' in page
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DECISION_MAKER, Role.AUDITOR])
def test_the_staff_of_the_case_reads_it_and_changes_nothing(client, council, coordinator, role):
    url = council.url("assignment")
    client.post(url, ASKED)
    sign_in(client, a_user(role))

    page = client.get(url)
    client.post(url, {"then": "confirm"})

    assert page.status_code == 200
    assert ("Giải pháp 1" in page.content.decode()) == (role != Role.DECISION_MAKER)
    assert not Assignment.objects.get().is_in_force


def test_the_chair_reads_who_reads_what_and_nobody_else_does(client, council, coordinator):
    url = council.url("assignment")
    client.post(url, ASKED)
    team = queries.judged_files(council)[0].members.get().user
    codes = {}
    for name, user in {
        "chair": holder(council, SeatRole.CHAIR),
        "member": holder(council),
        "team": team,
        "officer": a_user(Role.OFFICER, office=council.challenge.office),
    }.items():
        sign_in(client, user)
        codes[name] = client.get(url).status_code

    assert codes == {"chair": 200, "member": 403, "team": 404, "officer": 404}


def test_the_page_asks_the_database_little(
    client, council, coordinator, django_assert_max_num_queries
):
    url = council.url("assignment")
    client.post(url, ASKED)

    with django_assert_max_num_queries(12):
        client.get(url)


def test_a_member_finds_their_files_alone_on_their_seat(client, council, coordinator):
    url = council.url("assignment")
    client.post(url, ASKED | {"per_file": "1"})
    client.post(url, {"then": "confirm"})
    row, member = Assignment.objects.get(), holder(council)
    seat = council.seats.get(user=member)
    sign_in(client, member)

    page = client.get(f"/seats/{seat.code}/").content.decode()

    own = {file for file, one in row.pairs if one == seat.code}
    for file in queries.judged_files(council):
        assert (file.title_vi in page) == (file.code in own)
    assert row.confirmed_at >= NOW
