"""Who may not judge whom, and why: reasons as data, in no language."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import numpy as np

from cauhien_engine.panel.organisations import Organisations
from cauhien_engine.panel.rules import Kind, Severity
from cauhien_engine.panel.traces import matches


@dataclass(frozen=True)
class Waiver:
    """That a conflict is known and accepted: by whom, why and when. All three must be given."""

    person: str
    proposal: str
    rule: str
    by: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """One reason why a person may not judge a proposal, in no language.

    reason: key of a sentence, params: what stands in it. member: id of whom in the team it
    concerns, "" for the proposal itself. is_sure: False where only a name or a short name says
    so; a hard rule then asks for a waiver, that somebody look. source, recorded_on: of the fact.
    holds_until: the last day on which it stands, None for ever. waiver: what lifts it.
    """

    person: str
    proposal: str
    rule: str
    kind: Kind
    severity: Severity
    roles: frozenset[str]
    member: str
    reason: str
    params: dict = field(hash=False)
    is_sure: bool = True
    source: str = ""
    recorded_on: date | None = None
    holds_until: date | None = None
    waiver: Waiver | None = None

    def bars(self, role):
        """Return whether it keeps the person out of a role."""
        applies = not self.roles or role in self.roles
        return applies and self.severity != Severity.WARN and self.waiver is None


class BadWaiver(ValueError):
    """A waiver without name, text or time, or for a conflict that nothing lifts."""


def conflicts_between(people, proposals, rules, on, organisations=None):
    """Return every Conflict of people and proposals on a day, a list in their order.

    people: sequence of Person. proposals: sequence of Proposal. rules: sequence of Rule; one that
    is not in force on the day is passed over. organisations: Organisations.
    Source: the defaults follow the practice of OpenReview and of the ACM (co-authors of four
    years, employers, advisors); legal profiles come as rules of their own (`profiles`).

    >>> from cauhien_engine.panel.rules import DEFAULT_RULES
    >>> from cauhien_engine.panel.facts import Member, Person, Post, Proposal, period
    >>> here = Post(name="Hanoi University", period=period("2019", "2025-11-24"))
    >>> there = Post(name="ha noi univ.", period=period("2021", "now"))
    >>> file = Proposal("f1", members=(Member(Person("t1", posts=(there,)), "lead"),))
    >>> judge = Person("e1", posts=(here,))
    >>> one, top = conflicts_between([judge], [file], DEFAULT_RULES, date(2026, 11, 24))
    >>> one.severity.value, one.reason, one.member, one.holds_until.isoformat()
    ('hard', 'organisation.left', 't1', '2026-11-24')
    >>> conflicts_between([judge], [file], DEFAULT_RULES, date(2026, 11, 25))
    []
    """
    known, found = organisations or Organisations(), defaultdict(list)
    for rule in rules:
        if rule.valid.is_within(on, 0):
            for person, proposal, pair in matches(rule, people, proposals, on, known):
                names = (people[person].id, proposals[proposal].id)
                found[person, proposal].append(_conflict(rule, names, pair))
    return [one for place in sorted(found) for one in _surest(found[place])]


def allowed(people, proposals, conflicts, role):
    """Return a bool array (proposals, people): whether no conflict bars the pair in a role."""
    rows = {one.id: at for at, one in enumerate(proposals)}
    columns = {one.id: at for at, one in enumerate(people)}
    free = np.ones((len(rows), len(columns)), dtype=bool)
    for one in conflicts:
        if one.bars(role):
            free[rows[one.proposal], columns[one.person]] = False
    return free


def waived(conflicts, waivers):
    """Return the conflicts with the waivers that lift some of them.

    Raises BadWaiver for one that lacks name, text or time, or that names a hard conflict.
    """
    given = {(one.person, one.proposal, one.rule): one for one in waivers}
    for one in given.values():
        if not (one.by.strip() and one.text.strip() and one.at):
            raise BadWaiver("a waiver wants a name, a text and a time")
    return [_lifted(one, given.get((one.person, one.proposal, one.rule))) for one in conflicts]


def _conflict(rule, names, pair):
    """Return the Conflict of a rule for (person, proposal) and the two traces that met."""
    sure = all(one.is_sure for one in pair)
    doubtful = rule.severity == Severity.HARD and not sure
    ends = [one.period.holds_until(rule.years) for one in pair if one.period]
    known = [one for one in ends if one]
    last = min if rule.kind == Kind.ORGANISATION else max
    fact = pair[0] if pair[0].source or not pair[1].source else pair[1]
    return Conflict(
        person=names[0],
        proposal=names[1],
        rule=rule.id,
        kind=rule.kind,
        severity=Severity.WAIVER if doubtful else rule.severity,
        roles=rule.roles,
        member=pair[0].member or pair[1].member,
        reason=pair[0].reason or pair[1].reason or rule.kind.value,
        params=pair[1].params | pair[0].params,
        is_sure=sure,
        source=fact.source,
        recorded_on=fact.recorded_on,
        holds_until=last(known) if known and (last is min or len(known) == len(ends)) else None,
    )


def _lifted(conflict, waiver):
    if waiver and conflict.severity == Severity.HARD:
        raise BadWaiver(f"nothing lifts {conflict.rule}")
    return replace(conflict, waiver=waiver)


def _surest(conflicts):
    """Return the conflicts without those that a surer one of the same rule and member repeats."""
    sure = {(one.rule, one.member) for one in conflicts if one.is_sure}
    kept = [one for one in conflicts if one.is_sure or (one.rule, one.member) not in sure]
    return [one for at, one in enumerate(kept) if one not in kept[:at]]
