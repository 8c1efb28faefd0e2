"""What stands between people and files is found, found anew, and lifted where that may be."""

from dataclasses import asdict

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.review import bridge, queries, rules
from cauhien.review.models import Council, Finding, Waiver
from cauhien.review.states import CouncilAct

# So far back the works of people are looked at: the longest that any rule of time counts.
YEARS_OF_WORKS = 6
_KEPT = ("rule", "kind", "severity", "member", "reason", "params", "is_sure")


class CannotWaive(Exception):
    """The conflict is not of the kind that may be lifted, or not by this person."""


def found_between(persons, files, council, *, at):
    """Return (conflicts, people, organisations): the engine's, of persons and files on a day."""
    on = localdate(at)
    since = on.year - YEARS_OF_WORKS
    organisations = bridge.known_organisations()
    ties = queries.declared_ties(council)
    told = {who: [bridge.tie_of(said, **how) for said, how in all_] for who, all_ in ties.items()}
    people = bridge.people_of(persons, ties=told, council=council, since=since)
    proposals = bridge.judged_by(council, files, since=since)
    lifted = [as_fields(waiver) for waiver in queries.waivers_of(council)]
    ruled = bridge.conflict_rules(queries.law_for(council))
    found = bridge.conflicts_of(people, proposals, ruled, on, organisations, lifted)
    return found, people, organisations


def write_findings(council, conflicts, persons, files, *, at):
    """Keep what was found of these persons; what is no longer found ends. Return the new ones.

    What concerns no file concerns whose problem it is.
    """
    by_uuid = {str(person.uuid): person for person in persons}
    by_code = {one.code: one for one in files}
    standing = {_key(row): row for row in queries.findings_of(council).filter(person__in=persons)}
    new = []
    for one in conflicts:
        row = _finding(council, one, by_uuid[one.person], by_code.get(one.proposal), at)
        if standing.pop(_key(row), None) is None:
            new.append(row)
    Finding.objects.filter(pk__in=[row.pk for row in standing.values()]).update(ended_at=at)
    return Finding.objects.bulk_create(new)


@transaction.atomic
def waive(*, finding, text, by, at):
    """Lift a conflict that somebody has looked at and found none; the text says why."""
    council = Council.objects.select_for_update().get(pk=finding.council_id)
    if not rules.may_change(by, council):
        raise CannotWaive(_("Only the coordinator lifts a conflict, while the council is formed."))
    if finding.severity != "waiver" or finding.ended_at:
        raise CannotWaive(_("Nothing lifts this conflict."))
    if not text.strip():
        raise CannotWaive(_("Say why."))
    waiver, _made = Waiver.objects.update_or_create(
        council=council,
        person=finding.person,
        initiative=finding.initiative,
        rule=finding.rule,
        defaults={"text": text.strip(), "by": by, "at": at},
    )
    record(
        chain=council.chain,
        act=CouncilAct.WAIVE,
        by=by,
        at=at,
        detail={
            "person": str(finding.person.uuid),
            "file": finding.initiative.code,
            "rule": finding.rule,
            "reason": text.strip(),
        },
    )
    return waiver


def as_fields(waiver):
    """Return a waiver as the engine's fields."""
    return {
        "person": str(waiver.person.uuid),
        "proposal": waiver.initiative.code,
        "rule": waiver.rule,
        "by": str(waiver.by),
        "text": waiver.text,
        "at": waiver.at,
    }


def _finding(council, one, person, initiative, at):
    said = asdict(one)
    return Finding(
        council=council,
        person=person,
        initiative=initiative,
        **{name: said[name] for name in _KEPT},
        roles=sorted(one.roles),
        fact_source=one.source[:300],
        recorded_on=one.recorded_on,
        holds_until=one.holds_until,
        found_at=at,
    )


def _key(row):
    """Return what makes two findings the same: a fact that is told differently is another."""
    return row.person_id, row.initiative_id, row.rule, row.member, row.reason, str(row.params)
