"""Nobody holds two parts in one case: not in a team, on a council, nor by delegation."""

from datetime import date

import pytest

from cauhien.accounts.models import Delegation, Grant
from cauhien.accounts.queries import standing_in
from cauhien.accounts.states import Role
from cauhien.core.audit import record
from cauhien.review import queries, rules
from cauhien.review.actions import (
    CannotForm,
    CannotMeet,
    CannotSit,
    dissolve_council,
    exclude,
    vote,
)
from tests.factories import NOW, TODAY, a_user
from tests.made_once import made_once
from tests.review.sitting import a_small_council, holder, quorate
from tests.review.things import a_member, an_initiative

pytestmark = pytest.mark.django_db


made, council = made_once(lambda: a_small_council(files=1))


def lent(role, to):
    """Return a person as they act today for somebody who holds a role."""
    grant = Grant.objects.get(user=a_user(role))
    said = {"starts_on": TODAY, "ends_on": date(2027, 1, 1), "given_at": NOW}
    delegation = Delegation.objects.create(grant=grant, to=to, signs=True, **said)
    to.day = TODAY
    return standing_in(to, delegation)


def test_who_sits_runs_nothing_of_the_case_also_by_delegation(council):
    member = holder(council)
    grant = Grant(user=member, role=Role.COORDINATOR, starts_on=date(2026, 1, 1), given_at=NOW)
    grant.save()

    for user in (member, lent(Role.COORDINATOR, member)):
        assert not rules.may_change(user, council)
        assert not rules.may_run(user, council)
        with pytest.raises(CannotForm):
            dissolve_council(council=council, reason="Thôi", by=user, at=NOW)


def test_who_acts_for_somebody_who_sits_or_is_in_a_team_runs_nothing(council):
    coordinator = a_user(Role.COORDINATOR)
    a_member(queries.judged_files(council)[0], user=coordinator, role="view")
    grant = Grant.objects.get(user=coordinator)
    deputy = a_user()
    said = {"starts_on": TODAY, "ends_on": date(2027, 1, 1), "given_at": NOW}
    delegation = Delegation.objects.create(grant=grant, to=deputy, **said)
    deputy.day = TODAY

    assert not rules.may_change(standing_in(deputy, delegation), council)


@pytest.mark.parametrize("chain", ["case", "council"])
def test_who_has_acted_in_their_own_name_does_not_go_on_by_delegation(council, chain):
    user = a_user(Role.SECRETARY)
    where = council.chain if chain == "council" else council.challenge.chain
    record(chain=where, act="note_discussion", by=user, at=NOW)
    acting = lent(Role.COORDINATOR, user)

    assert not rules.may_run(acting, council)
    with pytest.raises(CannotSit):
        exclude(seat=council.seats.first(), reason="Có quan hệ", by=acting, at=NOW)


def test_who_acts_for_somebody_else_has_no_seat_of_their_own_meanwhile(council):
    meeting = quorate(council, by=a_user(Role.SECRETARY))
    member = holder(council)
    acting = lent(Role.AUDITOR, member)

    assert not queries.own_seats(acting).exists()
    assert rules.voting_seat(acting, meeting) is None
    with pytest.raises(CannotMeet):
        vote(meeting=meeting, choices={}, by=acting, at=NOW)


def test_a_place_in_a_team_of_another_case_is_no_part_in_this_one(council, small_call):
    user = a_user(Role.COORDINATOR)
    a_member(an_initiative(small_call), user=user, role="view")

    assert rules.may_change(user, council)
