"""What a line of the log says beside its act, in words."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.states import Role
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import (
    EVERYBODY,
    TEXT_LABELS,
    AccessBasis,
    AttachmentPart,
    DuplicateState,
    InitiativeState,
    MemberRole,
    Outcome,
    Part,
    RefusalReason,
    RequestKind,
    RequestState,
    State,
    SuggestionState,
)
from cauhien.documents.states import Kind
from cauhien.matching.states import RunState
from cauhien.review.states import CouncilKind, DecisionKind, SeatRole
from cauhien.review.states import Outcome as Recommended
from cauhien.review.states import RequestState as DecisionRequest
from cauhien.trail.states import Page
from cauhien.ui import words

LABELS = {
    "address": gettext_lazy("address (hash)"),
    "amount": gettext_lazy("amount"),
    "answer": gettext_lazy("answer"),
    "answer_by": gettext_lazy("answer due"),
    "assignment": gettext_lazy("who reads which files"),
    "authorised": gettext_lazy("presides instead of the chair"),
    "basis": gettext_lazy("rests on"),
    "before": gettext_lazy("before"),
    "better": gettext_lazy("a better one was found"),
    "blind": gettext_lazy("without names"),
    "call": gettext_lazy("call"),
    "challenge": gettext_lazy("problem"),
    "choice": gettext_lazy("choice"),
    "compared": gettext_lazy("compared with"),
    "copied_from": gettext_lazy("copied from"),
    "copy": gettext_lazy("copy sent (SHA-256)"),
    "cut": gettext_lazy("files too long to compare whole"),
    "decision": gettext_lazy("decision"),
    "document": gettext_lazy("document"),
    "due_on": gettext_lazy("due"),
    "engine": gettext_lazy("version of the engine"),
    "fields": gettext_lazy("what was changed"),
    "file": gettext_lazy("file"),
    "files": gettext_lazy("files"),
    "fix_due_on": gettext_lazy("due"),
    "fixed": gettext_lazy("pairs kept as they were"),
    "flagged": gettext_lazy("pairs that are alike"),
    "from": gettext_lazy("from"),
    "had_quorum": gettext_lazy("quorum"),
    "high": gettext_lazy("at most"),
    "index": gettext_lazy("state of the index"),
    "input": gettext_lazy("input (SHA-256)"),
    "into": gettext_lazy("merged into"),
    "is_advised": gettext_lazy("advised by the council"),
    "is_bar": gettext_lazy("barred"),
    "is_met": gettext_lazy("met"),
    "is_optimal": gettext_lazy("proved best"),
    "item": gettext_lazy("item of the checklist"),
    "kind": gettext_lazy("kind"),
    "likeness": gettext_lazy("files that are alike"),
    "low": gettext_lazy("at least"),
    "measurement": gettext_lazy("measurement"),
    "meeting": gettext_lazy("meeting"),
    "member": gettext_lazy("member of the team"),
    "milestone": gettext_lazy("milestone"),
    "note": gettext_lazy("note"),
    "number": gettext_lazy("its number"),
    "on_behalf_of": gettext_lazy("on behalf of"),
    "opened": gettext_lazy("files opened"),
    "order": gettext_lazy("order drawn"),
    "outcome": gettext_lazy("outcome"),
    "page": gettext_lazy("page"),
    "paid_on": gettext_lazy("paid on"),
    "pairs": gettext_lazy("pairs compared"),
    "part": gettext_lazy("part of the file"),
    "person": gettext_lazy("person"),
    "precedents": gettext_lazy("earlier works that are alike"),
    "present": gettext_lazy("present"),
    "proposed": gettext_lazy("proposed"),
    "question": gettext_lazy("question"),
    "reason": gettext_lazy("reason"),
    "reason_code": gettext_lazy("kind of reason"),
    "replaces": gettext_lazy("replaces"),
    "report": gettext_lazy("report"),
    "request": gettext_lazy("request"),
    "requests_until": gettext_lazy("review may be asked for until"),
    "review": gettext_lazy("review"),
    "reviews": gettext_lazy("reviews"),
    "revision": gettext_lazy("revision"),
    "role": gettext_lazy("role"),
    "rule": gettext_lazy("rule"),
    "run": gettext_lazy("run"),
    "seat": gettext_lazy("seat"),
    "seed": gettext_lazy("seed of the lot"),
    "sha256": gettext_lazy("fingerprint (SHA-256)"),
    "short_notice": gettext_lazy("why at short notice"),
    "source": gettext_lazy("source"),
    "starts_at": gettext_lazy("begins"),
    "state": gettext_lazy("state"),
    "text": gettext_lazy("text"),
    "to": gettext_lazy("to"),
    "until_on": gettext_lazy("measured until"),
    "value": gettext_lazy("value"),
    "votes": gettext_lazy("votes"),
}
WORDS = {
    "basis": (AccessBasis,),
    "from": (State, InitiativeState),
    "kind": (Kind, DecisionKind, RequestKind, CouncilKind),
    "outcome": (Outcome, Recommended, DecisionRequest),
    "page": (Page,),
    "part": (Part, AttachmentPart),
    "proposed": (Recommended,),
    "reason_code": (RefusalReason,),
    "role": (MemberRole, SeatRole, Role),
    "state": (RunState, DuplicateState, RequestState, SuggestionState),
    "to": (State, InitiativeState, Role),
}
DAYS = {"answer_by", "due_on", "fix_due_on", "paid_on", "requests_until", "until_on"}
MOMENTS = {"starts_at"}


def said(line, names):
    """Return (label, value) of all that a line says; what has no word stands as it was written.

    names: the Names of whoever reads it.
    """
    told = {name: value for name, value in line.detail.items() if value not in ("", None)}
    return tuple(
        (LABELS.get(name, name), _value(name, value, line.chain, names))
        for name, value in told.items()
    )


def holders(access):
    """Return who holds an access that is given to a role."""
    return _("everybody") if access.role == EVERYBODY else Role(access.role).label


def _value(name, value, chain, names):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "; ".join(_told(name, one, chain, names) for one in value)
    if isinstance(value, dict):
        return "; ".join(
            f"{names.of(key, chain) or key}: {_value(name, one, chain, names)}"
            for key, one in value.items()
        )
    if name in DAYS:
        return words.day(date.fromisoformat(value))
    if name in MOMENTS:
        return words.moment(datetime.fromisoformat(value))
    if name == "note":
        return names.in_note(value)
    if called := names.of(value, chain):
        return called
    known = (kind(value).label for kind in WORDS.get(name, ()) if value in kind)
    return next(known, value)


def _told(name, one, chain, names):
    """Return a thing of a list: by its title where it has one, a field by its label."""
    if isinstance(one, dict):
        return str(one.get("title", one))
    if name == "fields":
        return _field(one, is_of_file=chain.startswith("initiative:"))
    return names.of(one, chain) or str(one)


def _field(name, *, is_of_file):
    column: Any = None if is_of_file else Challenge._meta.get_field(name)
    return str(column.verbose_name if column else TEXT_LABELS.get(name, name))
