"""The steps of mechanisms, obstacles and trials; all go through `advance` and the one table."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.accounts.queries import holders
from cauhien.accounts.states import Role
from cauhien.core.audit import record
from cauhien.core.events import announce
from cauhien.notices.actions import tell
from cauhien.policies import queries, rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.spreading import spread_thing
from cauhien.policies.actions.vouching import vouch
from cauhien.policies.models import Mechanism, Obstacle, Trial
from cauhien.policies.states import WAYS, Act, CommentState, Guard, Validity

KINDS = {Mechanism: queries.MECHANISM, Obstacle: queries.OBSTACLE, Trial: queries.TRIAL}
_ENDED = ("valid_to", "validity", "rule")  # what a file may not bring back
TOLD, CAME = "policies.answered", "policies.came"  # what became of one's own; what waits


@dataclass(frozen=True)
class Asked:
    """What a step was asked for with. changes: {column: value}."""

    by: User
    at: datetime
    reason: str
    changes: dict


@transaction.atomic
def advance(*, thing, act, by, at, reason="", **changes):
    """Move a thing as the table says, if its row and all its guards let this person; return it.

    thing: a Mechanism, an Obstacle or a Trial. changes: columns that the act writes besides.
    """
    thing = locked(thing)
    way = WAYS[act]
    if not rules.may(by, thing, act):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    asked = Asked(by, at, reason.strip(), changes)
    for guard in way.guards:
        GUARDS[guard](thing, asked)
    before, thing.state = thing.state, way.target
    thing.is_public = thing.is_public or way.makes_public
    for name, value in _written(thing, act, asked).items():
        setattr(thing, name, value)
    thing.save()
    said = {name: _as_text(value) for name, value in changes.items()}
    log(thing, act, by, at, public=way.public, before=before, reason=asked.reason, **said)
    if act == Act.CONSULT:
        _publish_newest(thing)
    if act == Act.END and thing.source_key:
        vouch(queries.MECHANISM, thing, _ENDED, by=by, at=at)
    spread_thing(thing, at=at)
    tell_of(thing, act, _concerned(thing), by=by, at=at, reason=asked.reason)
    if act == Act.CLOSE_CONSULTATION:  # it waits for the adoption, or to be rewritten
        tell_coordinators(thing, act, by=by, at=at)
    return thing


def validity_from(since, day):
    """Return how law stands on a day that is in force since, or from, another."""
    return Validity.IN_FORCE if since <= day else Validity.ADOPTED


def locked(thing):
    return type(thing).objects.select_for_update(of=("self",)).get(pk=thing.pk)


def log(thing, act, by, at, *, public=False, **detail):
    """Write the line of the log and announce the change."""
    said = {name: value for name, value in detail.items() if value not in ("", None)}
    record(chain=thing.chain, act=act, by=by, at=at, public=public, detail=said)
    kind = KINDS[type(thing)]
    announce(kind=f"{kind}.changed", subject_kind=kind, subject_code=thing.code, at=at)


def bear(mechanism, version):
    """Give a mechanism what a version of its text or of its rule says of it."""
    for name, value in version.columns.items():
        setattr(mechanism, name, value)
    mechanism.derive()
    mechanism.save()


def tell_of(thing, act, users, *, by, at, kind=TOLD, **said):
    """Tell people what was done with a thing, but not whoever did it."""
    tell(
        users=[user for user in users if user != by],
        kind=kind,
        subject=(KINDS[type(thing)], thing.code),
        at=at,
        parameters={"act": act} | said,
    )


def tell_coordinators(thing, act, *, by, at, **said):
    users = holders(Role.COORDINATOR, on=localdate(at))
    tell_of(thing, act, users, by=by, at=at, kind=CAME, **said)


def _publish_newest(mechanism):
    """Let everybody read the newest version of the text and, where there is one, of the rule."""
    for version in queries.newest_versions(mechanism):
        version.is_public = True
        version.save(update_fields=["is_public"])
        bear(mechanism, version)


def _concerned(thing):
    """Return who hears of a step: who sent the thing, or who asked for it and commented on it."""
    if isinstance(thing, Mechanism):
        return queries.senders_behind(thing)
    return [thing.sent_by] if thing.sent_by else []


def _written(thing, act, asked):
    more = {"reason": asked.reason}  # that of a step before may be for few; the log keeps it
    if isinstance(thing, Obstacle) and act != Act.PUBLISH_OBSTACLE:
        more["answered_at"] = asked.at
    if act == Act.ADOPT:
        more["validity"] = validity_from(asked.changes["valid_from"], localdate(asked.at))
        if thing.rule:
            more["rule"] = _within_days(thing.rule, asked.changes)
    if act == Act.END:
        is_over = asked.changes["valid_to"] < localdate(asked.at)
        more["validity"] = Validity.EXPIRED if is_over else thing.validity
        if thing.rule:
            more["rule"] = thing.rule | {"until": asked.changes["valid_to"].isoformat()}
    if act in (Act.STOP, Act.END_TRIAL):
        more["ended_at"] = asked.at
    return asked.changes | more


def _within_days(rule, changes):
    """Return a rule as JSON that is in force on the days of the law it has become."""
    bare = {name: value for name, value in rule.items() if name not in ("since", "until")}
    days = {"since": changes["valid_from"], "until": changes.get("valid_to")}
    return bare | {name: day.isoformat() for name, day in days.items() if day}


def _as_text(value):
    """Return a change as the log says it: a day as ISO, another thing by its code."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "code", str(value))


def _are_in_order(thing, asked):
    first, last = asked.changes.get("valid_from", thing.valid_from), asked.changes.get("valid_to")
    if first and last and last < first:
        raise CannotDo(_("The last day lies before the first."), "valid_to")


def _is_over(thing, asked):
    if asked.changes["valid_to"] > localdate(asked.at):
        raise CannotDo(_("This day is still to come."), "valid_to")


def _has_reason(thing, asked):
    if not asked.reason:
        raise CannotDo(_("Say why."), "reason")


def _has_text(thing, asked):
    if not thing.texts.exists():
        raise CannotDo(_("Write the text first."))


def _is_ahead(thing, asked):
    if asked.changes["consulted_until"] <= localdate(asked.at):
        raise CannotDo(_("Choose a later day."), "consulted_until")


def _is_time_up(thing, asked):
    if thing.consulted_until >= localdate(asked.at):
        raise CannotDo(_("Comments are still received."))


def _are_all_answered(thing, asked):
    if thing.comments.filter(state=CommentState.RECEIVED).exists():
        raise CannotDo(_("Some comments wait for an answer."))


def _has_document(thing, asked):
    if not asked.changes["document_number"].strip():
        raise CannotDo(_("Enter the number of the document."), "document_number")
    if asked.changes["document_on"] > localdate(asked.at):
        raise CannotDo(_("This day is still to come."), "document_on")


def _is_not_applicant(thing, asked):
    if thing.sent_by_id == asked.by.pk:
        raise CannotDo(_("You applied yourself; somebody else must decide."))


def _is_reported(thing, asked):
    if not thing.reports.filter(is_own=False).exists():
        raise CannotDo(_("No supervision has been reported as yet."))


GUARDS = {
    Guard.REASON: _has_reason,
    Guard.HAS_TEXT: _has_text,
    Guard.AHEAD: _is_ahead,
    Guard.TIME_IS_UP: _is_time_up,
    Guard.ALL_ANSWERED: _are_all_answered,
    Guard.DOCUMENT: _has_document,
    Guard.IN_ORDER: _are_in_order,
    Guard.OVER: _is_over,
    Guard.NOT_APPLICANT: _is_not_applicant,
    Guard.REPORTED: _is_reported,
}
