"""The rule of a mechanism: a version written by an office, in place or for a later day."""

from copy import copy
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.codes import random_code
from cauhien.core.hashing import hash_of
from cauhien.policies import bridge, queries, rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.spreading import spread
from cauhien.policies.actions.steps import locked, log
from cauhien.policies.models import RuleVersion
from cauhien.policies.states import Act, MechanismState


@transaction.atomic
def write_rule(*, mechanism, written, days, reason, by, at):
    """Keep a version of the rule of a mechanism, and return the mechanism that has it.

    written: {"condition", "basis"} as JSON. days: (since, until); of what is law already, a later
    first day makes a new version of the mechanism, and the one before ends the day before.
    """
    found = locked(mechanism)
    if not rules.may_write_rule(by, found):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    if not reason.strip():
        raise CannotDo(_("Say what has changed, and why."), "reason")
    since, until = days
    is_law = found.state == MechanismState.ADOPTED
    if is_law and since is None:
        raise CannotDo(_("Say from which day the rule is in force."), "since")
    if since and until and until < since:
        raise CannotDo(_("The last day lies before the first."), "until")
    if is_law and found.rule and found.valid_from and since > found.valid_from:
        found = _next_version(found, since, at)
    rule = rule_of(found, written, days)
    if fault := bridge.fault_of(rule, bridge.vocabulary_of(queries.facts())):
        raise CannotDo(fault)
    found.rule, found.fault, found.not_computable = rule, "", ""
    if is_law:
        found.valid_from, found.valid_to = since, until
    found.derive()
    found.save()
    last = found.rule_versions.first()
    version = RuleVersion.objects.create(
        mechanism=found,
        number=last.number + 1 if last else 1,
        rule=rule,
        reason=reason.strip(),
        sha256=hash_of(rule),
        at=at,
        by=by,
    )
    public, detail = found.is_public, {"version": version.number, "basis": version.sha256}
    log(found, Act.WRITE_RULE, by, at, public=public, reason=version.reason, **detail)
    spread([found], at=at)
    return found


def rule_of(mechanism, written, days):
    """Return the rule of a mechanism as JSON, with what is written of it and (since, until)."""
    before = mechanism.rule or {}
    said = {
        "id": before.get("id", mechanism.series),
        "version": mechanism.code,
        "title": {"vi": mechanism.title_vi, "en": mechanism.title_en or mechanism.title_vi},
        **written,
    }
    kept = {name: before[name] for name in ("fixed", "bring") if name in before}
    ends = zip(("since", "until"), days, strict=True)
    return said | kept | {name: day.isoformat() for name, day in ends if day}


def _next_version(mechanism, since, at):
    """Return a new version in the series of a mechanism, which ends the day before."""
    found = copy(mechanism)
    found.pk, found._state.adding = None, True
    found.code, found.source_key = random_code(), None
    found._prefetched_objects_cache = {}
    mechanism.valid_to = since - timedelta(days=1)
    mechanism.rule = mechanism.rule | {"until": mechanism.valid_to.isoformat()}
    mechanism.save()
    spread([mechanism], at=at)
    return found
