"""A conflict that somebody must look at is lifted alike for members and for who reviews outside."""

from datetime import date

import pytest
from django.urls import reverse

from cauhien.accounts.states import Role
from cauhien.review import actions, queries
from cauhien.review.models import Finding, Seat
from cauhien.review.states import SeatState
from tests.factories import NOW, TODAY, a_user, sign_in
from tests.made_once import made_once
from tests.review.sitting import a_small_council
from tests.review.things import a_member, an_expert

pytestmark = pytest.mark.django_db
OFFER = actions.Offer(date(2026, 12, 1))


def a_council_with_a_doubt():
    """Return a council at work, and as `namesake` an expert whom a team names as a relative."""
    council = a_small_council()
    council.review_by_on = date(2026, 12, 20)
    council.save()
    council.namesake = an_expert("Phạm Minh Độc Lập").person
    told = {"role": "edit", "related_persons": [f"{council.namesake.name}, anh ruột"]}
    a_member(council.challenge.initiatives.first(), **told)
    return council


made, council = made_once(a_council_with_a_doubt)


def ask(council):
    files = tuple(queries.judged_files(council)[:1])
    wish = actions.OutsideWish(council.namesake, "Cần người hiểu cảm biến.", files)
    by = a_user(Role.SECRETARY, day=TODAY)
    return actions.ask_outside(council=council, wish=wish, offer=OFFER, by=by, at=NOW)


def page(client, council, role):
    sign_in(client, a_user(role, day=TODAY))
    return client.get(council.url()).content.decode()


def test_a_doubt_about_who_is_to_review_from_outside_is_looked_at_and_lifted(client, council):
    with pytest.raises(actions.CannotAskOutside, match="“Không được chọn”"):
        ask(council)
    finding = Finding.objects.get(person=council.namesake, ended_at=None)
    lift = reverse("review:lift", args=[finding.code])
    assert council.namesake.name in page(client, council, Role.SECRETARY)
    assert lift not in page(client, council, Role.SECRETARY)  # who is no coordinator only reads
    assert lift in page(client, council, Role.COORDINATOR)

    client.post(lift, {"reason": "Người khác cùng tên"})

    assert "đã xem xét và gỡ" in page(client, council, Role.COORDINATOR)
    assert ask(council).state == SeatState.INVITED


def test_one_lifted_against_a_candidate_opens_both_ways_onto_the_council(council):
    uuid = str(council.namesake.uuid)
    stored = {"person": uuid, "fit": 0.5, "rank": 1, "out": "", "until": "", "barred": ["reviewer"]}
    council.candidates = [stored]
    council.save()
    by, seat = a_user(Role.COORDINATOR, day=TODAY), queries.sitting(council)[-1]
    Seat.objects.filter(pk=seat.pk).update(state=SeatState.INVITED)
    seat.refresh_from_db()
    give = {"seat": seat, "person": council.namesake, "reason": "Chủ trì", "by": by, "at": NOW}
    with pytest.raises(actions.CannotForm):
        actions.place_seat(**give)
    assert council.namesake not in _free(council)

    finding = Finding.objects.get(person=council.namesake, ended_at=None)
    actions.waive(finding=finding, text="Người khác cùng tên", by=by, at=NOW)

    assert council.namesake in _free(council)
    assert actions.place_seat(**give).person == council.namesake


def _free(council):
    return [one.person for one in queries.free_for_outside(council, TODAY)]
