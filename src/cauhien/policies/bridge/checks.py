"""A rule beside all others that give the same: which cells have no rule, or more than one."""

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from cauhien.policies.bridge.reading import APPLICANT
from cauhien_engine.eligibility.cells import edges, runs, spans
from cauhien_engine.eligibility.changing import TooManyWays
from cauhien_engine.eligibility.checking import (
    Fault,
    Row,
    TooManyCells,
    check_rule,
    check_table,
    widening,
)
from cauhien_engine.eligibility.conditions import All, OneOf, atoms_of
from cauhien_engine.eligibility.facts import Kind, Phrase
from cauhien_engine.eligibility.reading import rule_from

MEASURED = (Kind.NUMBER, Kind.DAY)
OWN = ""  # the name of the rule that is written
SHOWN = 3  # regions of a gap; a reader of more would see the first ones all the same


@dataclass(frozen=True)
class Given:
    """A rule in a table. rule: as JSON. gives: {thing: what of it}. audience: of a mechanism."""

    rule: dict
    gives: dict
    audience: list


@dataclass(frozen=True)
class Region:
    """Cells that lie together. parts: [(the engine's Fact, its values, or its Spans)].

    widened: (name of the rule, Widening) of the rule of which the least would have to be wider to
    hold in all of it; None where that is not asked.
    """

    parts: tuple
    widened: tuple | None = None


@dataclass(frozen=True)
class Flaw:
    """fault: a word of `checking.Fault`. other: the rule that it is about; about: the condition,
    as Phrase, or None. regions: where, the widest first; more: how many besides.
    """

    fault: str
    other: str = OWN
    about: object = None
    regions: tuple = ()
    more: int = 0


@dataclass(frozen=True)
class Table:
    """All rules that give a thing. names: of the others. is_checked: False where there are more
    regions than can be looked at. cells: how many were. flaws: those that this rule is part of.
    """

    thing: str
    names: tuple
    is_checked: bool = True
    cells: int = 0
    flaws: tuple = ()


@dataclass(frozen=True)
class Checked:
    """cells: how many a rule alone has, None where there are too many; in each it has exactly one
    answer. cuts: of each fact the Regions that its thresholds make. flaws: of the rule alone.
    tables: of Table.
    """

    cells: int | None
    cuts: tuple
    flaws: tuple
    tables: tuple


def report_on(own, others, vocabulary, on):
    """Return the Checked of a rule. own: Given. others: {name: Given}, those that give the same."""
    found = rule_from(own.rule, vocabulary)
    words = {atom.says.en: atom.says for atom in atoms_of(found.condition)}
    flaws = tuple(
        Flaw(one.fault.value, about=words.get(one.rows[-1]))
        for one in check_rule(found, vocabulary, on)
    )
    beside = {
        thing: {name: one for name, one in others.items() if thing in one.gives}
        for thing in own.gives
    }
    tables = tuple(
        _table(thing, {OWN: own} | rest, vocabulary, on) for thing, rest in beside.items() if rest
    )
    try:
        alone = check_table([Row(OWN, found.condition, "")], vocabulary, on)
    except TooManyCells:
        return Checked(None, (), flaws, tables)
    see = _Seer([found.condition], vocabulary, on, alone.cuts)
    cuts = tuple(
        tuple(see.region({name: (value,)}) for value in cut) for name, cut in alone.cuts.items()
    )
    return Checked(alone.cells, cuts, flaws, tables)


def _table(thing, given, vocabulary, on):
    names = tuple(name for name in given if name != OWN)
    vocabulary = _of_all_audiences(vocabulary, given.values())
    rows = [Row(name, _addressed(one, vocabulary), one.gives[thing]) for name, one in given.items()]
    try:
        report = check_table(rows, vocabulary, on)
    except TooManyCells:
        return Table(thing, names, is_checked=False)
    see = _Seer([row.condition for row in rows], vocabulary, on, report.cuts)
    flaws = []
    for one in report.found:
        is_own = OWN in one.rows and one.fault != Fault.NEVER  # which is said of the rule alone
        if one.fault == Fault.GAP or is_own:
            other = next((name for name in one.rows if name != OWN), OWN)
            is_gap = one.fault == Fault.GAP
            apart = [part for each in one.regions for part in see.split(each)] if is_gap else ()
            wide = sorted(apart or one.regions, key=see.size, reverse=True)
            widened = rows if is_gap else ()
            shown = wide[: SHOWN if is_gap else 1]  # of two rules one place is enough to look at
            regions = tuple(see.region(parts, widened) for parts in shown)
            more = len(wide) - len(regions)
            flaws.append(Flaw(one.fault.value, other, regions=regions, more=more))
    return Table(thing, names, cells=report.cells, flaws=tuple(flaws))


def _of_all_audiences(vocabulary, given):
    """Return the facts with those applicants alone to whom some rule of a table is addressed."""
    asked = vocabulary.get(APPLICANT)
    if asked is None or any(not one.audience for one in given):
        return vocabulary
    meant = {value for one in given for value in one.audience}
    options = tuple(one for one in asked.options if one.value in meant)
    return vocabulary | {APPLICANT: replace(asked, options=options)}


def _addressed(given, vocabulary):
    """Return the condition of a rule with that of being one to whom it is addressed."""
    rule, asked = rule_from(given.rule, vocabulary), vocabulary.get(APPLICANT)
    meant = [one for one in asked.options if one.value in given.audience] if asked else []
    if not meant or len(meant) == len(asked.options):
        return rule.condition
    said = Phrase(*("; ".join(one.says[language] for one in meant) for language in ("vi", "en")))
    values = tuple(one.value for one in meant)
    return All((OneOf(fact=APPLICANT, values=values, says=said, basis=rule.basis), rule.condition))


class _Seer:
    """Regions of a table as people are shown them."""

    def __init__(self, conditions, vocabulary, on, cuts):
        self.vocabulary, self.on, self.cuts = vocabulary, on, cuts
        self.tests = defaultdict(list)
        for atom in (atom for one in conditions for atom in atoms_of(one) if atom.fact):
            self.tests[atom.fact].append(atom)

    def region(self, parts, rows=()):
        """Return a Region. parts: {fact: points}. rows: of which one may be widened."""
        seen = []
        for name, values in parts.items():
            fact, cut = self.vocabulary[name], self.cuts[name]
            if fact.kind in MEASURED:
                values = spans(values, cut, edges(self.tests[name], self.on))
            seen.append((fact, tuple(values)))
        return Region(tuple(seen), self._widened(parts, rows))

    def split(self, parts):
        """Yield a region in parts in each of which numbers and days follow each other."""
        each = [
            runs(values, self.cuts[name]) if self.vocabulary[name].kind in MEASURED else [values]
            for name, values in parts.items()
        ]
        for values in product(*each):
            yield dict(zip(parts, values, strict=True))

    def size(self, parts):
        """Return in how many cells a region lies, beside others of its table."""
        return prod(len(parts.get(name, cut)) for name, cut in self.cuts.items())

    def _widened(self, parts, rows):
        found = []
        for row in rows:
            try:
                found.append((row.name, widening(row.condition, parts, self.cuts, self.on)))
            except TooManyWays:
                continue
        return min(found, key=lambda one: one[1].size, default=None)
