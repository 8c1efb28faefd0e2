"""Where values come from: sources, what they say, and what people have said instead.

A row is found again by its key in the source. A record whose fingerprint is known changes
nothing. A value that a person has accepted stays: what a source says against it is kept as a
proposal and the row is a conflict, for a person to decide.
"""

import json
import re
from datetime import date
from typing import Any, NamedTuple

from cauhien.core.codes import random_code
from cauhien.core.models import Assertion, Source

_OWN_CODE = re.compile(r"[A-Z]{2,4}-[A-Z]?\d{2,5}")
_ROR = re.compile(r"https://ror\.org/(0[a-z0-9]{8})")
OWN_KEY = "own:"  # what is told here has its code here as its key
SHORT_ROWS = 500  # rows in one statement
BY_HAND = "correction"  # kind of the source of what the data steward put right
BOOKKEEPING = ("source", "source_key", "source_url", "source_note", "record_sha256", "retrieved_at")


class Said(NamedTuple):
    """What a source says of one thing: values by column, and the fingerprint of the record."""

    columns: dict
    sha256: str
    url: str = ""
    note: str = ""


class Taken(NamedTuple):
    """Rows by their keys after a take-over, and which of the keys were new or have changed."""

    rows: dict
    new: set
    changed: set
    conflicts: set

    @property
    def written(self):
        return [self.rows[key] for key in self.rows if key in self.new or key in self.changed]


def code_for(key):
    """Return the code of a new row: the data's own where it is one, else a random one."""
    if _OWN_CODE.fullmatch(key):
        return key.lower()
    if key.startswith(OWN_KEY):
        return key.removeprefix(OWN_KEY)
    own = _ROR.fullmatch(key)
    return own[1] if own else random_code()


def source_of(*, kind, raw_sha256, retrieved_at, **facts):
    """Return the Source of one file, made at first sight; facts: name, licence, version …"""
    source, _ = Source.objects.get_or_create(
        kind=kind, raw_sha256=raw_sha256, defaults={"retrieved_at": retrieved_at, **facts}
    )
    return source


def by_hand(at):
    """Return the Source of what people put right here."""
    source, _ = Source.objects.update_or_create(
        kind=BY_HAND,
        raw_sha256="",
        defaults={"retrieved_at": at},
        create_defaults={
            "retrieved_at": at,
            "name": "Corrections by hand",
            "name_vi": "Sửa trực tiếp trên trang",
            "licence": "facts",
        },
    )
    return source


def record_assertion(*, subject, predicate, value, source, by, at):
    """Write down a value that a person vouches for; imports keep it from then on.

    subject: (kind, code). Earlier accepted values of the same predicate are no longer so.
    """
    kind, code = subject
    known = Assertion.objects.filter(subject_kind=kind, subject_code=code, predicate=predicate)
    known.exclude(status=Assertion.Status.REJECTED).update(status=Assertion.Status.REJECTED)
    return Assertion.objects.create(
        subject_kind=kind,
        subject_code=code,
        predicate=predicate,
        value=value,
        source=source,
        method="form",
        asserted_at=at,
        status=Assertion.Status.ACCEPTED,
        by=by.uuid,
    )


def corrections():
    """Return the values that the data steward put right and that still count, the newest first."""
    found = Assertion.objects.filter(source__kind=BY_HAND, status=Assertion.Status.ACCEPTED)
    return found.order_by("-asserted_at", "-id")


def settle(proposal, *, is_taken):
    """Decide an open proposal: what a person said stays, or from now on the source's word counts.

    Other open proposals for the same value fall with it. is_taken: the source's word counts.
    """
    status = Assertion.Status
    others = Assertion.objects.filter(
        subject_kind=proposal.subject_kind,
        subject_code=proposal.subject_code,
        predicate=proposal.predicate,
        status__in=[status.PROPOSED, status.ACCEPTED] if is_taken else [status.PROPOSED],
    ).exclude(pk=proposal.pk)
    others.update(status=status.REJECTED)
    proposal.status = status.ACCEPTED if is_taken else status.REJECTED
    proposal.save(update_fields=["status"])


def kept_by_people(kind, codes):
    """Return {code: {column: value}} of what persons have accepted."""
    kept: dict[str, dict] = {}
    for assertion in Assertion.objects.filter(
        subject_kind=kind,
        subject_code__in=codes,
        status=Assertion.Status.ACCEPTED,
        by__isnull=False,
    ):
        kept.setdefault(assertion.subject_code, {})[assertion.predicate] = assertion.value
    return kept


def take_over(model, kind, said, *, source, at, blank_keeps=()):
    """Write what a source says into rows of a model (a Sourced one) and return the Taken.

    kind: the word of the subjects registry. said: {source_key: Said}.
    blank_keeps: columns in which saying nothing does not erase what is known.
    """
    known = {row.source_key: row for row in model.objects.filter(source_key__in=said)}
    kept = kept_by_people(kind, [row.code for row in known.values()])
    new, changed, against = [], [], []
    for key, one in said.items():
        row = known.get(key)
        if row is None:
            new.append(_filled(model(source_key=key, code=code_for(key)), one, source))
        elif row.record_sha256 != one.sha256:
            ours = kept.get(row.code, {})
            against += [
                (row.code, n, plain(one.columns[n])) for n in ours if _speaks_against(ours, one, n)
            ]
            skip = ours.keys() | {n for n in blank_keeps if one.columns.get(n) in ("", None)}
            tied = model.grounds | model.follows
            skip |= {name for name, value in tied.items() if value in ours}
            changed.append(_filled(row, one, source, skip))
    _write(model, new, changed, said)
    propose(kind, against, source=source, at=at)
    known.update({row.source_key: row for row in new})
    return Taken(
        rows=known,
        new={row.source_key for row in new},
        changed={row.source_key for row in changed},
        conflicts={code for code, _, _ in against},
    )


def _filled(row, said, source, skip=()):
    for name, value in said.columns.items():
        if name not in skip:
            setattr(row, name, value)
    row.derive()
    row.source, row.retrieved_at = source, source.retrieved_at
    row.source_url, row.source_note, row.record_sha256 = said.url, said.note, said.sha256
    return row


def _speaks_against(ours, said, name):
    return name in said.columns and differs(ours[name], plain(said.columns[name]))


def plain(value: Any):
    """Return a value as JSON holds it: a row by its code, a day as 2026-11-24, "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value.code if hasattr(value, "code") else value


def propose(kind, against, *, source, at):
    """Keep an open proposal for each value that speaks against what a person accepted.

    against: [(code, column, value)]. What waits already, or was turned down, is not asked again.
    """
    codes = [code for code, _, _ in against]
    known = Assertion.objects.filter(subject_kind=kind, subject_code__in=codes, by=None)
    known = known.exclude(status=Assertion.Status.ACCEPTED)
    asked = {(one.subject_code, one.predicate, _written(one.value)) for one in known}
    Assertion.objects.bulk_create(
        Assertion(
            subject_kind=kind,
            subject_code=code,
            predicate=name,
            value=value,
            source=source,
            method="printed",
            asserted_at=at,
        )
        for code, name, value in against
        if (code, name, _written(value)) not in asked
    )


def _written(value):
    return json.dumps(value, sort_keys=True)


def differs(ours, theirs):
    return (ours or "") != (theirs or "")


def _write(model, new, changed, said):
    model.objects.bulk_create(new, batch_size=SHORT_ROWS)
    if changed:
        columns = {name for row in changed for name in said[row.source_key].columns}
        columns.update(changed[0].derived())
        model.objects.bulk_create(  # as updates: quicker than one CASE for each column
            changed,
            batch_size=SHORT_ROWS,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=sorted(columns | set(BOOKKEEPING)),
        )
