"""The table of what moves a file: every step open to its actor and to nobody else."""

from datetime import timedelta
from itertools import product

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.actions.initiative import (
    CannotMoveFile,
    advance_initiative,
    bar_access,
    grant_access,
)
from cauhien.challenges.models import Challenge, Check, Initiative
from cauhien.challenges.rules.initiative import may_move_initiative
from cauhien.challenges.states import (
    ENDED,
    INITIATIVE_TRANSITIONS,
    REFUSALS,
    AccessBasis,
    InitiativeAct,
    InitiativeActor,
    InitiativeGuard,
    InitiativeState,
    MemberRole,
    Part,
    RefusalReason,
    State,
)
from tests.factories import TODAY, a_member, a_user, acts, an_initiative

pytestmark = pytest.mark.django_db

S = InitiativeState
WHO = {
    InitiativeActor.SYSTEM: set(),
    InitiativeActor.LEAD: {"lead"},
    InitiativeActor.COORDINATOR: {"coordinator"},
    InitiativeActor.COUNCIL: {"coordinator", "secretary"},
    InitiativeActor.DECISION_MAKER: {"decision-maker"},
}
STEPS = [row for row in INITIATIVE_TRANSITIONS if row.source]


@pytest.fixture
def lead():
    return a_user(Role.ENTERPRISE)


@pytest.fixture
def file(lead):
    return an_initiative(lead=lead)


@pytest.fixture
def people(file, lead, now):
    """Return who stands around a file that staff may read: {name: user}."""
    staff = {
        "coordinator": Role.COORDINATOR,
        "secretary": Role.SECRETARY,
        "decision-maker": Role.DECISION_MAKER,
        "auditor": Role.AUDITOR,
    }
    for role in staff.values():
        show(file, now, role=role)
    return {
        "lead": lead,
        "editor": a_member(file, MemberRole.EDIT).user,
        "viewer": a_member(file, MemberRole.VIEW).user,
        **{name: a_user(role) for name, role in staff.items()},
        "officer": a_user(Role.OFFICER, office=file.challenge.office),
        "enterprise": a_user(Role.ENTERPRISE),
        "expert": a_user(Role.EXPERT),
        "nobody": a_user(),
    }


def show(file, at, **whom):
    access = {"part": Part.CONFIDENTIAL, "basis": AccessBasis.OPENING, "by": None, "at": at}
    return grant_access(initiative=file, **access, **whom)


def put(file, state, at=None, **fields):
    Initiative.objects.filter(pk=file.pk).update(state=state, opened_at=at, **fields)
    file.refresh_from_db()
    return file


def test_each_step_is_open_to_its_actor_and_to_nobody_else(file, people):
    for row in STEPS:
        put(file, row.source)
        may = {
            name
            for name, user in people.items()
            if may_move_initiative(user, file, row.target, row.act)
        }
        assert (row, may) == (row, WHO[row.actor])


def test_what_the_table_does_not_have_nobody_does(file, people):
    ways = {(row.source, row.target) for row in STEPS}
    for source, target in set(product(S, S)) - ways:
        file.state = source
        may = [n for n, user in people.items() if may_move_initiative(user, file, target)]
        assert (source, target, may) == (source, target, [])


def test_staff_move_no_file_that_they_do_not_see(file):
    put(file, S.SUBMITTED)

    assert not may_move_initiative(a_user(Role.COORDINATOR), file, S.NOT_ELIGIBLE)


def test_staff_with_a_conflict_or_in_the_team_move_nothing(file, people, now):
    put(file, S.SUBMITTED)
    bar_access(initiative=file, user=people["coordinator"], by=None, at=now)
    of_the_team = a_member(file, user=a_user(Role.COORDINATOR)).user

    for user in (people["coordinator"], of_the_team):
        assert not may_move_initiative(user, file, S.NOT_ELIGIBLE)


def test_every_refusal_needs_a_reason_and_every_end_is_reached():
    refusing = [row for row in STEPS if row.target in REFUSALS]

    assert all(InitiativeGuard.REASON in row.guards for row in refusing)
    assert {row.target for row in INITIATIVE_TRANSITIONS} == set(S)
    assert {row.source for row in STEPS} == set(S) - set(ENDED) | {S.NOT_SELECTED}


def test_a_file_can_be_withdrawn_from_every_state_before_its_end_by_its_lead(file, people, now):
    for state in set(S) - set(ENDED):
        put(file, state)
        gone = advance_initiative(
            initiative=file,
            to=S.WITHDRAWN,
            by=people["lead"],
            at=now,
            reason_code=RefusalReason.TEAM_WITHDREW,
            reason="Không đủ người.",
        )
        assert (gone.state, gone.reason) == (S.WITHDRAWN, "Không đủ người.")


def test_what_a_step_did_stands_in_the_chain_of_the_file_alone(file, people, now):
    put(file, S.SUBMITTED, now)
    before = acts(file.challenge)

    moved = advance_initiative(
        initiative=file,
        to=S.NOT_ELIGIBLE,
        by=people["coordinator"],
        at=now,
        reason_code=RefusalReason.NO_STANDING,
        reason="Không có tư cách pháp nhân.",
    )

    assert (moved.state, moved.reason_code) == (S.NOT_ELIGIBLE, RefusalReason.NO_STANDING)
    assert acts(file)[-1] == InitiativeAct.FIND_NOT_ELIGIBLE
    assert acts(file.challenge) == before


def test_what_a_guard_asks_for_is_asked(file, people, now):
    coordinator = people["coordinator"]
    refused = {"to": S.NOT_ELIGIBLE, "reason_code": RefusalReason.OTHER, "reason": "Vì thế."}
    later = {"to": S.FIX_ASKED, "fix_due_on": TODAY + timedelta(days=5), **refused}
    wrong = [
        (None, refused),  # still sealed
        (now, refused | {"reason": " "}),
        (now, refused | {"reason_code": "nonsense"}),
        (now, later | {"to": S.FIX_ASKED, "fix_due_on": TODAY}),
        (now, {"to": S.ELIGIBLE}),  # a required line of the checklist is not met
    ]
    for opened_at, said in wrong:
        put(file, S.SUBMITTED, opened_at)
        with pytest.raises(CannotMoveFile):
            advance_initiative(initiative=file, by=coordinator, at=now, **said)
    for item in file.challenge.call.checklist.filter(is_required=True):
        Check.objects.create(initiative=file, item=item, is_met=True, at=now, by=coordinator)
    with pytest.raises(CannotMoveFile):  # the call is open, and its terms may change
        advance_initiative(initiative=file, to=S.ELIGIBLE, by=coordinator, at=now)
    Challenge.objects.update(state=State.SCREENING)

    moved = advance_initiative(initiative=file, to=S.ELIGIBLE, by=coordinator, at=now)

    assert moved.state == S.ELIGIBLE


def test_a_completion_lapses_the_day_after_its_date_and_not_before(file, now):
    put(file, S.FIX_ASKED, now, fix_due_on=TODAY)
    lapse = {"to": S.NOT_ELIGIBLE, "by": None, "reason_code": RefusalReason.FIX_NOT_MADE}
    late = now + timedelta(days=1)

    with pytest.raises(CannotMoveFile):
        advance_initiative(initiative=file, at=now, reason="Không bổ sung.", **lapse)
    moved = advance_initiative(initiative=file, at=late, reason="Không bổ sung.", **lapse)

    assert moved.state == S.NOT_ELIGIBLE


def test_what_the_council_and_the_decision_do_rests_on_a_document(file, people, now):
    put(file, S.IN_REVIEW, now)
    step = {"initiative": file, "to": S.RECOMMENDED, "by": people["secretary"], "at": now}

    with pytest.raises(CannotMoveFile):
        advance_initiative(**step)
    moved = advance_initiative(**step, basis="a" * 64)

    assert moved.state == S.RECOMMENDED
