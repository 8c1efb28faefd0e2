"""Who may see a file is written down and ended here, and nowhere else."""

from django.db import transaction

from cauhien.challenges.models import FileAccess
from cauhien.challenges.states import (
    EVERYBODY,
    AccessBasis,
    InitiativeAct,
    InitiativeState,
    Part,
)
from cauhien.challenges.states.initiative import (
    DECIDED_ANEW,
    SEEN_FROM,
    SEEN_ON_ARRIVAL,
    SEEN_WHEN_OPENED,
    Ground,
)
from cauhien.core.audit import record


@transaction.atomic
def grant_access(  # noqa: PLR0913 - an access is these facts
    *, initiative, part, basis, by, at, user=None, role="", blind=False, note=""
):
    """Let one user, or everybody who holds a role, see a part of a file; return the access.

    An access that stands already on the same ground is returned as it is. Whoever calls has
    checked that `by` may give it.
    """
    same = {"initiative": initiative, "user": user, "role": role, "basis": basis, "part": part}
    standing = FileAccess.objects.filter(**same, blind=blind, note=note, until_at=None)
    if found := standing.first():
        return found
    access = FileAccess.objects.create(**same, blind=blind, note=note, from_at=at)
    _log(access, InitiativeAct.GRANT_ACCESS, by, at)
    return access


@transaction.atomic
def bar_access(*, initiative, user, by, at, note=""):
    """Close a file to a user, whatever else says that they see it, until the bar is ended."""
    same = {"initiative": initiative, "user": user, "is_bar": True, "until_at": None}
    if found := FileAccess.objects.filter(**same).first():
        return found
    bar = FileAccess.objects.create(
        **same, part=Part.CONFIDENTIAL, basis=AccessBasis.CONFLICT, note=note, from_at=at
    )
    _log(bar, InitiativeAct.GRANT_ACCESS, by, at)
    return bar


@transaction.atomic
def end_access(*, accesses, by, at):
    """End what stands of some accesses (a queryset of FileAccess); return how many."""
    standing = list(accesses.filter(until_at=None).select_related("initiative", "user"))
    for access in standing:
        access.until_at = at
        access.save(update_fields=["until_at"])
        _log(access, InitiativeAct.END_ACCESS, by, at)
    return len(standing)


def show_on_arrival(initiative, *, by, at):
    _give(initiative, SEEN_ON_ARRIVAL[initiative.challenge.call.procedure.sealed], by, at)


def show_opened(initiative, *, by, at):
    _give(initiative, SEEN_WHEN_OPENED, by, at)


def show_for_state(initiative, *, by, at):
    """Give whom the state of a file shows it to; what the public saw ends where it is undone."""
    state = InitiativeState(initiative.state)
    grounds = SEEN_FROM.get(state, ())
    if state == InitiativeState.NOT_SELECTED and initiative.is_shown_if_refused:
        grounds = (Ground(EVERYBODY, Part.SUMMARY, AccessBasis.DECISION),)
    if state in DECIDED_ANEW:
        shown = {ground.part for ground in grounds}
        public = initiative.accesses.filter(role=EVERYBODY).exclude(part__in=shown)
        end_access(accesses=public, by=by, at=at)
    _give(initiative, grounds, by, at)


def _give(initiative, grounds, by, at):
    for ground in grounds:
        grant_access(
            initiative=initiative,
            role=ground.role,
            part=ground.part,
            basis=ground.basis,
            by=by,
            at=at,
        )


def _log(access, act, by, at):
    detail = {
        "to": str(access.user.uuid) if access.user else access.role,
        "part": access.part,
        "basis": access.basis,
        "blind": access.blind,
        "is_bar": access.is_bar,
        "note": access.note,
    }
    detail = {name: value for name, value in detail.items() if value}
    record(chain=access.initiative.chain, act=act, by=by, at=at, detail=detail)
