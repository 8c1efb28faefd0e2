"""The plan of a pilot: written by the office and the team, frozen before anything begins."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges.actions import advance
from cauhien.challenges.actions.initiative import advance_initiative
from cauhien.challenges.actions.results import show_plan
from cauhien.challenges.actions.steps import as_text, hash_of
from cauhien.challenges.queries import call_of
from cauhien.challenges.states import Act as CaseAct
from cauhien.challenges.states import InitiativeState, State
from cauhien.pilots import queries, rules
from cauhien.pilots.actions.refusals import CannotDo, SavedElsewhere, ask, locked, log
from cauhien.pilots.models import Pilot, PilotMilestone
from cauhien.pilots.states import FROZEN_OF_PLAN, Act

FROM_PROBLEM = ("indicator", "unit", "baseline", "target", "measured_by")


@dataclass(frozen=True)
class PlannedMilestone:
    """A milestone as it is written in the plan; percent: of the value of the contract."""

    title_vi: str
    title_en: str = ""
    due_on: date | None = None
    percent: int = 0


@transaction.atomic
def begin_plan(*, challenge, initiative, by, at):
    """Return the plan of a problem, begun from what problem and call say if there is none."""
    if known := queries.pilot_of(challenge):
        return known
    said = {name: getattr(challenge, name) for name in FROM_PROBLEM}
    call = call_of(challenge)
    if call:
        said |= {"contract_value": call.budget, "currency": call.currency}
    pilot = Pilot(challenge=challenge, initiative=initiative, saved_at=at, saved_by=by, **said)
    ask(rules.may_plan(by, pilot) and initiative.state == InitiativeState.SELECTED)
    pilot.save()
    rows = [
        PlannedMilestone(one.title_vi, one.title_en, percent=one.percent)
        for one in (call.milestones.all() if call else ())
    ]
    _write_milestones(pilot, rows)
    log(pilot, Act.WRITE, by, at)
    return queries.pilot_of(challenge)


@transaction.atomic
def save_plan(*, pilot, values, milestones, revision, by, at):
    """Save the plan as it is written; whatever is missing is only asked for when it is frozen.

    values: {name of FROZEN_OF_PLAN: value}. milestones: list of PlannedMilestone.
    revision: of the plan that the writer began from. Returns the pilot.
    """
    pilot = locked(pilot)
    ask(rules.may_plan(by, pilot))
    if pilot.revision != revision:
        raise SavedElsewhere(_("Somebody else has saved this plan in the meantime."))
    for name in FROZEN_OF_PLAN:
        setattr(pilot, name, values[name])
    pilot.revision += 1
    pilot.saved_at, pilot.saved_by = at, by
    pilot.save()
    pilot.milestones.all().delete()
    _write_milestones(pilot, milestones)
    log(pilot, Act.WRITE, by, at)
    return pilot


def plan_content(pilot):
    """Return what is frozen of a plan, as texts, and its SHA-256."""
    content = {name: as_text(getattr(pilot, name)) for name in FROZEN_OF_PLAN}
    content["initiative"] = pilot.initiative.code
    content["milestones"] = [
        [one.number, one.title_vi, one.title_en, as_text(one.due_on), one.percent]
        for one in pilot.milestones.all()
    ]
    return content, hash_of(content)


@transaction.atomic
def begin_pilot(*, pilot, sha256, by, at):
    """Freeze the plan that was read (its hash) and begin the pilot."""
    pilot = locked(pilot)
    ask(rules.may_begin(by, pilot.challenge) and not pilot.is_frozen)
    if missing := queries.missing_in_plan(pilot):
        raise CannotDo(_("The plan is not complete."), next(iter(missing)))
    if hindrance := queries.hindrance_of(pilot.challenge, localdate(at)):
        raise CannotDo(str(hindrance))
    if plan_content(pilot)[1] != sha256:
        raise CannotDo(_("The plan has changed since you opened it. Read it again."))
    pilot.sha256, pilot.frozen_at, pilot.frozen_by = sha256, at, by
    pilot.save(update_fields=["sha256", "frozen_at", "frozen_by"])
    advance(
        challenge=pilot.challenge,
        to=State.PILOT,
        by=by,
        at=at,
        basis=sha256,
        act=CaseAct.BEGIN_PILOT,
    )
    advance_initiative(
        initiative=pilot.initiative, to=InitiativeState.PILOT, by=None, at=at, basis=sha256
    )
    show_plan(challenge=pilot.challenge, due_on=pilot.due_on, at=at)
    return pilot


@transaction.atomic
def let_begin(*, pilot, reason, by, at):
    """Let a pilot begin before the days for requests for review are over; everybody reads why."""
    pilot = locked(pilot)
    ask(rules.may_let_begin(by, pilot))
    if not reason.strip():
        raise CannotDo(_("Give the reason."), "reason")
    log(pilot, Act.LET_BEGIN, by, at, public=True, reason=reason.strip())


def _write_milestones(pilot, rows):
    PilotMilestone.objects.bulk_create(
        PilotMilestone(
            pilot=pilot,
            number=number,
            title_vi=row.title_vi,
            title_en=row.title_en,
            due_on=row.due_on,
            percent=row.percent,
        )
        for number, row in enumerate(rows, start=1)
    )
