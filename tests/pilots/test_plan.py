"""No pilot begins before its plan of measurement is whole and frozen."""

from datetime import timedelta

import pytest

from cauhien.challenges.models import Challenge
from cauhien.challenges.states import InitiativeState, State
from cauhien.core.items import items_for
from cauhien.core.models import AuditLine
from cauhien.pilots import actions, queries
from cauhien.pilots.states import NEEDED_OF_PLAN, Act
from cauhien.review.models import Decision, ReviewRequest
from cauhien.review.states import RequestState
from tests.factories import NOW, TODAY, a_user
from tests.pilots.things import VALUES, a_pilot, a_plan, a_selected

pytestmark = pytest.mark.django_db


def test_it_begins_from_what_the_problem_and_the_call_say():
    challenge, initiative, cast = a_selected()

    pilot = actions.begin_plan(challenge=challenge, initiative=initiative, by=cast.head, at=NOW)

    assert (pilot.indicator, pilot.baseline, pilot.target) == (
        challenge.indicator,
        challenge.baseline,
        challenge.target,
    )
    assert pilot.contract_value == challenge.call.budget
    again = actions.begin_plan(challenge=challenge, initiative=initiative, by=cast.head, at=NOW)
    assert again == pilot


@pytest.mark.parametrize("name", sorted(NEEDED_OF_PLAN))
def test_what_is_missing_is_asked_for_when_it_is_frozen(name):
    pilot, cast = a_plan(**{name: "" if isinstance(VALUES[name], str) else None})

    with pytest.raises(actions.CannotDo) as refusal:
        actions.begin_pilot(
            pilot=pilot, sha256=actions.plan_content(pilot)[1], by=cast.coordinator, at=NOW
        )

    assert refusal.value.field == name


def test_freezing_begins_the_pilot_of_problem_and_file_and_tells_the_day_of_the_report():
    pilot, _cast = a_pilot()
    challenge = Challenge.objects.get(pk=pilot.challenge_id)
    pilot.initiative.refresh_from_db()

    assert challenge.state == State.PILOT
    assert challenge.pilot_due_on == VALUES["due_on"]
    assert pilot.initiative.state == InitiativeState.PILOT
    assert pilot.is_frozen


def test_a_plan_that_has_changed_since_it_was_read_is_not_frozen():
    pilot, cast = a_plan()

    with pytest.raises(actions.CannotDo):
        actions.begin_pilot(pilot=pilot, sha256="0" * 64, by=cast.coordinator, at=NOW)

    assert not queries.pilot_of(pilot.challenge).is_frozen


def test_a_frozen_plan_changes_no_more():
    pilot, cast = a_pilot()

    with pytest.raises(actions.CannotDo):
        actions.save_plan(
            pilot=pilot,
            values=VALUES,
            milestones=[],
            revision=pilot.revision,
            by=cast.officer,
            at=NOW,
        )


def test_of_two_open_forms_the_second_is_told_and_overwrites_nothing():
    pilot, cast = a_plan()
    changed = {"values": VALUES | {"unit": "m/s"}, "milestones": [], "by": cast.team, "at": NOW}
    actions.save_plan(pilot=pilot, revision=pilot.revision, **changed)

    with pytest.raises(actions.SavedElsewhere):
        actions.save_plan(pilot=pilot, revision=pilot.revision, **changed)


def test_a_complete_plan_waits_for_who_freezes_it_and_for_nobody_while_a_review_may_be_asked_for():
    pilot, cast = a_plan()
    short, short_cast = a_plan(stop_rule="")

    def waiting(user, of):
        user.day = TODAY
        return [one for one in items_for(user, NOW) if one.url.endswith(f"{of.code}/pilot/begin/")]

    assert len(waiting(cast.coordinator, pilot.challenge)) == 1
    assert waiting(short_cast.coordinator, short.challenge) == []
    assert waiting(cast.officer, pilot.challenge) == []
    a_decision(pilot)
    assert waiting(cast.coordinator, pilot.challenge) == []


def test_the_team_writes_the_plan_too_but_does_not_freeze_it():
    pilot, cast = a_plan()

    with pytest.raises(actions.CannotDo):
        actions.begin_pilot(
            pilot=pilot, sha256=actions.plan_content(pilot)[1], by=cast.team, at=NOW
        )


def a_decision(pilot, **fields):
    """Return a signed decision, on which teams may ask for a review for ten days."""
    said = {"drafted_by": a_user(), "saved_at": NOW, "signed_at": NOW, "sha256": "a" * 64}
    until = {"requests_until_on": TODAY + timedelta(days=10)}
    return Decision.objects.create(challenge=pilot.challenge, **said | until | fields)


def begun(pilot, cast, at=NOW):
    sha256 = actions.plan_content(pilot)[1]
    return actions.begin_pilot(pilot=pilot, sha256=sha256, by=cast.coordinator, at=at)


def test_it_begins_when_no_review_can_be_asked_for_any_more_or_the_decision_maker_lets_it():
    pilot, cast = a_plan()
    a_decision(pilot)
    let = {"pilot": pilot, "reason": "Mùa mưa bắt đầu tháng sau.", "at": NOW}

    with pytest.raises(actions.CannotDo):
        begun(pilot, cast)
    hindered = [
        queries.hindrance_of(pilot.challenge, TODAY + timedelta(days=at)) for at in (10, 11)
    ]
    assert hindered == [queries.Hindrance(False, TODAY + timedelta(days=10)), None]
    for wrong in ({"by": cast.coordinator}, {"by": cast.decision_maker, "reason": " "}):
        with pytest.raises(actions.CannotDo):
            actions.let_begin(**let | wrong)
    actions.let_begin(**let, by=cast.decision_maker)

    assert begun(pilot, cast).is_frozen
    assert AuditLine.objects.get(act=Act.LET_BEGIN, public=True).by == cast.decision_maker.uuid


def test_it_never_begins_while_a_request_for_review_waits_for_its_answer():
    pilot, cast = a_plan()
    decision = a_decision(pilot, requests_until_on=TODAY - timedelta(days=1))
    asked = ReviewRequest.objects.create(
        number=1,
        decision=decision,
        initiative=pilot.initiative,
        text="Đề nghị chấm lại.",
        sent_at=NOW,
        sent_by=cast.team,
    )

    with pytest.raises(actions.CannotDo):
        begun(pilot, cast)
    asked.state = RequestState.UPHELD
    asked.save()

    assert begun(pilot, cast).is_frozen
