"""The pages of a member: the invitation, the declaration, leaving, being away."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from cauhien.core.calendar import day_after
from cauhien.review import queries
from cauhien.review.states import SeatState
from tests.factories import a_user, sign_in
from tests.review.things import a_council, sit

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(client, council):
    seat = queries.seats_to_change(council).first()
    sign_in(client, seat.person.user)
    return seat


def address(name, seat):
    return reverse(f"review:{name}", args=[seat.code])


def declaration(seat, tie="none", **said):
    (team,) = queries.teams_to_declare(seat)
    given = {"tie": tie, "when": "", "text": ""} | said
    return {f"{name}_{team.key}": value for name, value in given.items()}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_of_a_seat_opens_in_both_languages(client, seat, language):
    seat.person.user.language = language
    seat.person.user.save()
    pages = [address("seat", seat), reverse("review:seats")]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    client.post(address("seat", seat), {"answer": "accept"})

    pages += [address("declare", seat), address("leave", seat)]
    assert [client.get(page).status_code for page in pages] == [200] * 4


def test_accepting_and_declaring_on_the_site_seats_a_member(client, seat):
    client.post(address("seat", seat), {"answer": "accept"})
    client.post(address("declare", seat), declaration(seat) | {"keeps_secret": "on"})

    seat.refresh_from_db()
    assert seat.state == SeatState.SITTING


def test_the_declaration_names_the_teams_and_not_which_file_is_theirs(client, small_call, seat):
    client.post(address("seat", seat), {"answer": "accept"})

    page = client.get(address("declare", seat)).content.decode()

    file = small_call.challenge.initiatives.get()
    assert file.members.first().name in page
    assert file.title_vi not in page
    assert file.code not in page


def test_a_tie_without_words_is_asked_for_beside_its_field_and_nothing_is_lost(client, seat):
    client.post(address("seat", seat), {"answer": "accept"})

    said = declaration(seat, tie="declared", when="năm ngoái") | {"keeps_secret": "on"}
    answer = client.post(address("declare", seat), said)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hãy nêu rõ quan hệ đó." in page
    assert "Hãy ghi năm" in page
    assert "năm ngoái" in page


def test_leaving_a_team_out_is_refused(client, seat):
    client.post(address("seat", seat), {"answer": "accept"})

    assert client.post(address("declare", seat), {"keeps_secret": "on"}).status_code == 422


def test_a_tie_with_a_team_excludes_and_says_so_to_its_holder(client, seat):
    client.post(address("seat", seat), {"answer": "accept"})
    said = declaration(seat, tie="declared", when="2024", text="Cùng làm đề tài")
    client.post(address("declare", seat), said | {"keeps_secret": "on"})

    seat.refresh_from_db()
    assert seat.state == SeatState.EXCLUDED
    assert "xung đột lợi ích" in client.get(address("seat", seat)).content.decode()


def test_without_a_second_factor_nobody_reads_whose_files_they_are(client, seat):
    client.post(address("seat", seat), {"answer": "accept"})
    client.logout()
    client.force_login(seat.person.user)

    assert client.get(address("declare", seat)).status_code == 302


def test_declining_without_a_reason_is_refused_in_words(client, seat):
    answer = client.post(address("seat", seat), {"answer": "decline"})

    seat.refresh_from_db()
    assert (answer.status_code, seat.state) == (422, SeatState.INVITED)


def test_an_expert_says_when_they_are_away(client, seat):
    page = reverse("network:availability", args=[seat.person.code])
    assert page in client.get(reverse("review:seats")).content.decode()
    said = {"away": "01/02/2027 - 10/02/2027", "most_seats": "1", "most_questions": "2"}

    client.post(page, said)

    seat.person.refresh_from_db()
    assert seat.person.absences.get().until_on == date(2027, 2, 10)
    assert (seat.person.most_seats, seat.person.most_questions) == (1, 2)


def test_the_day_to_answer_is_offered_by_the_clock_of_the_procedure(
    client, small_call, coordinator
):
    a_council(small_call, by=coordinator, size=3, number=4, until=date(2099, 1, 1))
    sign_in(client, coordinator)

    page = client.get(reverse("review:invite", args=[small_call.challenge.code])).content.decode()

    assert f'value="{day_after(localdate(), 5, working=True).isoformat()}"' in page


def test_only_the_coordinator_invites(client, small_call, coordinator, seat):
    url = reverse("review:invite", args=[small_call.challenge.code])

    assert client.get(url).status_code == 403
    sign_in(client, coordinator)
    assert client.get(url).status_code == 403  # all were invited


def test_whoever_sits_reads_no_other_seat(client, seat):
    sit(seat)
    other = queries.seats_to_change(seat.council).exclude(pk=seat.pk).first()

    assert client.get(address("seat", other)).status_code == 404
    sign_in(client, a_user())
    assert client.get(address("seat", seat)).status_code == 404
