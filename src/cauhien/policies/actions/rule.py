"""The rule of a mechanism: a version written by an office, in place or for a later day."""

from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.codes import random_code
from cauhien.core.hashing import hash_of
from cauhien.policies import bridge, queries, rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.spreading import spread
from cauhien.policies.actions.steps import bear, locked, log, validity_from
from cauhien.policies.actions.vouching import vouch
from cauhien.policies.models import RuleVersion
from cauhien.policies.states import Act, MechanismState, Validity

_OWN = ("rule", "not_computable", "valid_from", "valid_to")  # columns written by any rule


@dataclass(frozen=True)
class Written:
    """What somebody has written. rule: {"condition", "basis", "fixed", "bring"} as JSON.

    beside: {column: value} of what it gives and to whom. since, until: the days of the rule.
    """

    rule: dict
    beside: dict
    since: date | None
    until: date | None


@transaction.atomic
def write_rule(*, mechanism, written, reason, by, at):
    """Keep a version of the rule of a mechanism, and return the mechanism that has it.

    written: Written. Of what is law already, a later first day makes a new version of the
    mechanism, and the one before ends the day before. Of a draft that everybody reads already, the
    new rule counts once it is put to consultation again.
    """
    found = locked(mechanism)
    if not rules.may_write_rule(by, found):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    if not reason.strip():
        raise CannotDo(_("Say what has changed, and why."), "reason")
    is_law = found.state == MechanismState.ADOPTED
    _check_days(found, written, is_law)
    if is_law and found.rule and found.valid_from and written.since > found.valid_from:
        found = _next_version(found, written.since, at)
    rule = rule_of(found, written)
    if fault := bridge.fault_of(rule, bridge.vocabulary_of(queries.facts())):
        raise CannotDo(fault)
    if is_law:
        found.valid_from, found.valid_to = written.since, written.until
        found.save()  # a new version of the mechanism is no row as yet
    is_inside = found.is_public and not is_law  # it was consulted on; that stays what was seen
    last = found.rule_versions.first()
    version = RuleVersion.objects.create(
        mechanism=found,
        number=last.number + 1 if last else 1,
        rule=rule,
        beside=written.beside,
        is_public=found.is_public and not is_inside,
        reason=reason.strip(),
        sha256=hash_of({"rule": rule} | written.beside),
        at=at,
        by=by,
    )
    if not is_inside:
        bear(found, version)
    if found.source_key:
        vouch(queries.MECHANISM, found, [*written.beside, *_OWN], by=by, at=at)
    detail = {"version": version.number, "basis": version.sha256, "reason": version.reason}
    log(found, Act.WRITE_RULE, by, at, public=version.is_public, **detail)
    spread([found], at=at)
    return found


def rule_of(mechanism, written):
    """Return the rule of a mechanism as JSON, with what is written of it."""
    said = {
        "id": (mechanism.rule or {}).get("id", mechanism.series),
        "version": mechanism.code,
        "title": {"vi": mechanism.title_vi, "en": mechanism.title_en or mechanism.title_vi},
        **{name: value for name, value in written.rule.items() if value},
    }
    ends = {"since": written.since, "until": written.until}
    return said | {name: day.isoformat() for name, day in ends.items() if day}


def _check_days(mechanism, written, is_law):
    if is_law and written.since is None:
        raise CannotDo(_("Say from which day the rule is in force."), "since")
    if written.since and written.until and written.until < written.since:
        raise CannotDo(_("The last day lies before the first."), "until")
    if is_law and queries.versions_between(mechanism, written.since, written.until).exists():
        raise CannotDo(_("Another version is in force at that time; change that one."), "since")


def _next_version(mechanism, since, at):
    """Return a new version in the series of a mechanism, which ends the day before."""
    found = copy(mechanism)
    found.pk, found._state.adding = None, True
    found.code, found.source_key = random_code(), None
    found.validity = validity_from(since, localdate(at))
    found._prefetched_objects_cache = {}
    mechanism.valid_to = since - timedelta(days=1)
    mechanism.rule = mechanism.rule | {"until": mechanism.valid_to.isoformat()}
    mechanism.save()
    spread([mechanism], at=at)
    return found


@transaction.atomic
def follow_days(*, at):
    """Let what was written here come into force, and be over, on its days; return what changed."""
    day, changed = localdate(at), []
    for row in queries.beginning_by(day).select_for_update(of=("self",)):
        changed.append(_stands(row, Validity.IN_FORCE))
    for row in queries.over_before(day).select_for_update(of=("self",)):
        is_replaced = queries.replaced_by(row).exists()
        changed.append(_stands(row, Validity.SUPERSEDED if is_replaced else Validity.EXPIRED))
    spread(changed, at=at)
    return changed


def _stands(mechanism, validity):
    mechanism.validity = validity
    mechanism.save(update_fields=["validity", *mechanism.derive()])
    return mechanism
