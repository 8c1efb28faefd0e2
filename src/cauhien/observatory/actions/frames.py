"""Frames: computed when values change, and forked by who is at home in methods."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cauhien.core.audit import record
from cauhien.core.jobs import defer
from cauhien.observatory import rules
from cauhien.observatory.bridge.frames import VERSION, CannotIndex, result_of, snapshot_of
from cauhien.observatory.bridge.variants import variants_of
from cauhien.observatory.models import Computation, Frame
from cauhien.observatory.queries.frames import current
from cauhien.observatory.queries.panel import cells_of
from cauhien.observatory.states import Act

EDITIONS = 3  # that differ, to be compared; the newest is the last year of the frame


def compute_all(*, at):
    """Compute every frame; what has not changed is not stored again."""
    for frame in current():
        compute_frame(frame=frame, at=at)


@transaction.atomic
def compute_frame(*, frame, at):
    """Store the values of the last editions of a frame under the key of their result."""
    cells, seen = cells_of(frame), []
    for year in range(frame.last_year, frame.first_year - 1, -1):
        snapshot = snapshot_of(frame, cells, year)
        if snapshot["values"] in seen:  # nothing has come since
            continue
        seen.append(snapshot["values"])
        try:
            _store(frame, snapshot, at)
        except CannotIndex:  # an early edition may lack what the last one has
            return
        if len(seen) == EDITIONS:
            return


def _store(frame, snapshot, at):
    result = result_of(frame, snapshot)
    made = {
        "year": snapshot["year"],
        "engine_version": VERSION,
        "input_key": result.panel.key,
        "snapshot": snapshot,
        "at": at,
    }
    Computation.objects.update_or_create(
        frame=frame, key=result.key, defaults={"at": at}, create_defaults=made
    )


@transaction.atomic
def vary(*, computation):
    """Compute the variants of a computation and store them."""
    frame, snapshot = computation.frame, computation.snapshot
    computation.variants = variants_of(result_of(frame, snapshot), snapshot["base"])
    computation.save(update_fields=["variants"])


@dataclass(frozen=True)
class Change:
    """What a fork changes and why. weights: {code: weight} that differ. plan: all its steps."""

    name: str
    note: str
    weights: dict[str, float]
    plan: list


@transaction.atomic
def fork_frame(*, frame, change, by, at):
    """Return a frame with other weights or another plan, computed at once; its variants follow.

    Raises CannotIndex where the engine refuses it.
    """
    if not rules.may_fork(by):
        raise PermissionDenied
    return _changed(frame, change, by=by, at=at, fork_of=frame)


@transaction.atomic
def edit_fork(*, frame, change, by, at):
    """Return the frame that replaces a fork, which stays as it was; else as `fork_frame`."""
    frame = Frame.objects.select_for_update().get(pk=frame.pk)
    if not rules.may_edit(by, frame):
        raise PermissionDenied
    return _changed(frame, change, by=by, at=at, fork_of=frame.fork_of, replaces=frame)


def _changed(frame, change, *, by, at, **origin):
    """Return a saved frame with a Change. origin: what it was forked from, and what it replaces."""
    made = Frame(
        name_vi=change.name,
        name_en=change.name,
        kind=frame.kind,
        version=frame.version,
        nodes=[node | _weight(node, change.weights) for node in frame.nodes],
        plan=change.plan,
        group=frame.group,
        base_group=frame.base_group,
        first_year=frame.first_year,
        last_year=frame.last_year,
        note_vi=change.note,
        note_en=change.note,
        by=by.uuid,
        at=at,
        **origin,
    )
    result_of(made, snapshot_of(made, cells_of(made), made.last_year))
    made.save()
    compute_frame(frame=made, at=at)
    record(
        chain=f"frame:{made.code}",
        act=Act.FRAME_EDITED if made.replaces else Act.FRAME_FORKED,
        by=by,
        at=at,
        detail={"of": frame.code, "weights": change.weights, "plan": change.plan},
        public=True,
    )
    defer("observatory.compute", once="observatory.compute")
    return made


def _weight(node, weights):
    code = node["iCode"]
    return {"Weight": weights[code]} if code in weights else {}
