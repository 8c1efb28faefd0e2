"""Nobody holds two parts in the case of a pilot."""

from datetime import date

import pytest

from cauhien.accounts.models import Delegation, Grant
from cauhien.accounts.queries import standing_in
from cauhien.accounts.states import Role
from cauhien.core.audit import record
from cauhien.pilots import rules
from cauhien.review.models import Seat
from tests.factories import NOW, TODAY, a_user
from tests.pilots.things import a_council as an_acceptance_council
from tests.pilots.things import a_pilot, a_reported

pytestmark = pytest.mark.django_db


def test_who_acted_for_the_office_in_their_own_name_does_not_answer_by_delegation():
    pilot, cast = a_pilot()
    officer = a_user(Role.OFFICER, office=pilot.challenge.office)
    grant = Grant.objects.get(user=cast.head)
    said = {"starts_on": TODAY, "ends_on": date(2027, 1, 1), "given_at": NOW, "signs": True}
    officer.day = TODAY
    acting = standing_in(officer, Delegation.objects.create(grant=grant, to=officer, **said))
    pilot.challenge.refresh_from_db()
    assert rules.may_answer(acting, pilot)

    record(chain=pilot.challenge.chain, act="accept", by=officer, at=NOW)

    pilot.refresh_from_db()
    assert not rules.may_answer(acting, pilot)
    assert not rules.may_pay(acting, pilot)


def test_who_sits_on_the_acceptance_council_does_not_conclude_for_it():
    pilot, cast = a_reported()
    pilot.challenge.refresh_from_db()
    member = an_acceptance_council(pilot.challenge)[1]
    Grant.objects.create(
        user=member, role=Role.COORDINATOR, starts_on=date(2026, 1, 1), given_at=NOW
    )
    Seat.objects.update(invited_at=NOW)
    member.day = TODAY

    assert rules.seat_of(member, pilot)
    assert not rules.may_conclude(member, pilot)
    assert rules.may_conclude(cast.coordinator, pilot)
