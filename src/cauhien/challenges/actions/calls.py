"""A call is prepared, frozen, published, closed."""

from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges import queries, rules
from cauhien.challenges.actions.assigning import end_assignment, tell_assigned
from cauhien.challenges.actions.steps import CannotMove, advance, as_text, locked
from cauhien.challenges.models import Call, CallVersion
from cauhien.challenges.queries.call import ROW_COLUMNS
from cauhien.challenges.states import FROZEN_OF_CALL, Act, State, VersionKind
from cauhien.core.audit import record
from cauhien.core.hashing import hash_of

_COPIED = (
    "procedure",
    "award",
    "ip_terms_vi",
    "ip_terms_en",
    "confidentiality_terms_vi",
    "confidentiality_terms_en",
)
_OF_PROCEDURE = (
    "code",
    "sealed",
    "blind",
    "council_min",
    "council_max",
    "reviewers",
    "quorum",
    "levels",
    "disagreement_limit",
    "pass_threshold",
    "lots",
    "review_request_days",
    "clocks",
    "council_rules",
    "definition",
    "legal_basis_vi",
    "record_sha256",
)


class CannotDefine(Exception):
    """The call lacks what freezing needs; `missing` says {field: what to do}."""

    def __init__(self, missing):
        super().__init__(_("The call is not complete."))
        self.missing = missing


class SavedMeanwhile(Exception):
    """Somebody else has saved the call since this form was opened; `call` is how it stands."""

    def __init__(self, call):
        super().__init__(_("This text was saved elsewhere in the meantime."))
        self.call = call


@transaction.atomic
def prepare_call(*, challenge, by, at, written, rows, revision):
    """Keep what was typed of a call and return it; the first time, begin it.

    written: {field: value}. rows: {kind: [{column: value}]}. revision: of the call as it was
    opened; 0 for a new one.
    """
    challenge = _to_be_prepared(challenge, by)
    call = queries.call_of(challenge) or Call(challenge=challenge)
    if call.pk and call.revision != revision:
        raise SavedMeanwhile(call)
    _save(call, written, by, at)
    for name, kept in rows.items():
        write_rows(call, name, kept)
    record(chain=challenge.chain, act=Act.PREPARE, by=by, at=at, detail={"revision": call.revision})
    return call


@transaction.atomic
def copy_call(*, challenge, source, by, at):
    """Begin a call with the terms, criteria, milestones and checklist of an earlier one."""
    challenge = _to_be_prepared(challenge, by)
    call = queries.call_of(challenge) or Call(challenge=challenge)
    call.copied_from = source
    _save(call, {name: getattr(source, name) for name in _COPIED}, by, at)
    for name, kept in queries.rows_of(source).items():
        write_rows(call, name, kept)
    detail = {"copied_from": source.challenge.code, "revision": call.revision}
    record(chain=challenge.chain, act=Act.PREPARE, by=by, at=at, detail=detail)
    return call


@transaction.atomic
def define_call(*, challenge, by, at):
    """Freeze a complete call, on which the problem is defined. Returns the problem."""
    challenge = _to_be_prepared(challenge, by)
    call = queries.call_of(challenge)
    missing = queries.missing_in_call(call) if call else {"procedure": _("Choose a procedure.")}
    if missing:
        raise CannotDefine(missing)
    frozen = freeze_call(call, VersionKind.DEFINITION, by=by, at=at)
    return advance(challenge=challenge, to=State.DEFINED, by=by, at=at, basis=frozen.sha256)


@transaction.atomic
def revise_call(*, challenge, by, at, reason):
    """Open a frozen call again that was not published yet, with the reason."""
    moved = advance(challenge=challenge, to=State.TRIAGE, by=by, at=at, reason=reason)
    end_assignment(moved, at)
    return moved


@transaction.atomic
def publish_call(*, challenge, by, at, sha256):
    """Publish a frozen call; sha256: the hash of what was read. Returns the problem."""
    moved = advance(challenge=challenge, to=State.OPEN, by=by, at=at, basis=sha256)
    Call.objects.filter(challenge=moved).update(published_at=at)
    tell_assigned(moved, by=by, at=at)
    return moved


def close_call(*, challenge, at):
    """Close an open call to further files, once its time has come."""
    return advance(challenge=challenge, to=State.SCREENING, by=None, at=at)


def content_of(call, rows=None):
    """Return what is frozen of a call: its texts, its rows, and its procedure as it stands.

    rows: where they are not those that are kept.
    """
    return {
        **{name: _plain(getattr(call, name)) for name in FROZEN_OF_CALL},
        **queries.rows_of(call),
        **(rows or {}),
        "procedure": {name: _plain(getattr(call.procedure, name)) for name in _OF_PROCEDURE},
    }


def freeze_call(call, kind, *, by, at, reason="", needs_confirmation=False):
    """Freeze a call as it stands as its next version, which is in force from now on."""
    content = content_of(call)
    version = CallVersion.objects.create(
        call=call,
        number=call.version + 1,
        kind=kind,
        content=content,
        sha256=hash_of(content),
        reason=reason,
        needs_confirmation=needs_confirmation,
        at=at,
        by=by,
    )
    call.version, call.sha256 = version.number, version.sha256
    if needs_confirmation:
        call.confirm_from = version.number
    call.save(update_fields=["version", "sha256", "confirm_from"])
    return version


def write_rows(call, name, kept):
    """Write the rows of one kind; a row keeps its identity by its place."""
    manager = getattr(call, name)
    known = {row.number: row for row in manager.all()}
    for number, values in enumerate(kept, start=1):
        row = known.pop(number, None) or manager.model(call=call, number=number)
        for column in ROW_COLUMNS[name]:
            setattr(row, column, values[column])
        row.save()
    for surplus in known.values():
        surplus.delete()


def _to_be_prepared(challenge, by):
    challenge = locked(challenge)
    if not rules.may_triage(by, challenge):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    return challenge


def _save(call, written, by, at):
    for name, value in written.items():
        setattr(call, name, value)
    call.saved_at, call.saved_by = at, by
    call.revision += 1
    call.save()


def _plain(value):
    """Return a value as JSON holds it; an instant in UTC, so that it is always written alike."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(value, bool | int | dict | list) else as_text(value)
