"""Is a table of rules complete and without contradiction? Each cell must have one outcome."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import prod

from cauhien_engine.eligibility.cells import alike, points
from cauhien_engine.eligibility.changing import smallest_changes, ways_to
from cauhien_engine.eligibility.conditions import Answer, atoms_left, atoms_of, left
from cauhien_engine.eligibility.facts import is_within

MOST_REGIONS = 5_000


class TooManyCells(Exception):
    """The thresholds of the facts make more regions than can be looked at: split the table."""


class Policy(StrEnum):
    """UNIQUE: exactly one row holds in a cell. FIRST: of those that hold, the first counts.

    Source: the hit policies of Decision Model and Notation 1.5 (OMG 2023), section 8.2.8.
    """

    UNIQUE = "unique"
    FIRST = "first"


class Fault(StrEnum):
    """GAP: no row holds. CONFLICT: two hold and say different things. DUPLICATE: two hold in the
    same cells and say the same. OVERLAP: two hold together in some cells and say the same.
    SHADOWED: a row never counts, as others hold wherever it does. NEVER: a row holds nowhere.
    LAPSED: an atom rests on a text that is not in force as long as the rule.
    """

    GAP = "gap"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    OVERLAP = "overlap"
    SHADOWED = "shadowed"
    NEVER = "never"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Row:
    """One row of a table: what is so, and what follows."""

    name: str
    condition: object
    outcome: str


@dataclass(frozen=True)
class Found:
    """A fault. rows: names of those at fault. example: a cell {fact: value}. cells: in how many.

    regions: where, tuples of {fact: the points of its cut}; a fact that is not named may be as it
    will.
    """

    fault: Fault
    rows: tuple[str, ...]
    example: dict
    cells: int
    regions: tuple[dict, ...] = ()


@dataclass(frozen=True)
class Report:
    """cells: how many were looked at. undecided: in how many a row answers neither yes nor no.

    cuts: {fact: its points}.
    """

    cells: int
    undecided: int
    found: tuple[Found, ...]
    cuts: dict


def check_table(rows, vocabulary, on, policy=Policy.UNIQUE, most=MOST_REGIONS):
    """Return the Report on a table. rows: of Row. vocabulary: {name: Fact}. on: the day.

    Each fact is cut at the thresholds of all rows; cells that all rows answer by the same facts are
    looked at as one region, so that nothing is overlooked. Raises TooManyCells beyond `most`
    regions.

    >>> from decimal import Decimal
    >>> from cauhien_engine.eligibility.conditions import Compare
    >>> from cauhien_engine.eligibility.facts import Basis, Fact, Kind, Phrase
    >>> words = Phrase("", "")
    >>> money = Fact("revenue", Kind.NUMBER, words, least=Decimal(0))
    >>> def test(operator, value):
    ...     return Compare(fact="revenue", operator=operator, value=Decimal(value), says=words,
    ...                    basis=Basis(words, "11"))
    >>> rows = [Row("15 %", test("<=", 3), "15"), Row("17 %", test(">", 3), "17")]
    >>> check_table(rows, {"revenue": money}, None).found
    ()
    >>> [gap] = check_table(rows[:1], {"revenue": money}, None).found
    >>> gap.fault.value, gap.example
    ('gap', {'revenue': Decimal('4')})
    """
    cuts, classes = _cuts(rows, vocabulary, on)
    rest = tuple(left(row.condition, {}, on) for row in rows)
    regions = _Regions(classes, on, most).found(rest)
    holding = {
        row.name: {n for n, one in enumerate(regions) if one.answers[place] == Answer.YES}
        for place, row in enumerate(rows)
    }
    open_cells = {n for n, one in enumerate(regions) if Answer.MISSING in one.answers}
    faults: list = [(Fault.NEVER, (name,), set()) for name, where in holding.items() if not where]
    gaps = set(range(len(regions))) - open_cells - set().union(*holding.values())
    if gaps:
        faults.append((Fault.GAP, (), gaps))
    pairs = _in_order if policy == Policy.FIRST else _alone
    faults += pairs(rows, holding)

    def size(where):
        return sum(
            prod(len(regions[n].parts.get(name, cut)) for name, cut in cuts.items()) for n in where
        )

    def example(region):
        return {name: region.get(name, cut)[0] for name, cut in cuts.items()}

    found = []
    for fault, names, where in faults:
        parts = tuple(regions[n].parts for n in sorted(where))
        cell = example(parts[0]) if parts else {}
        found.append(Found(fault, names, cell, size(where), parts))
    whole = prod(map(len, cuts.values()))
    return Report(whole, size(open_cells), tuple(found), cuts)


@dataclass(frozen=True)
class Widening:
    """literals: what would have to be wider. steps: by how many points of the cuts in all."""

    literals: tuple
    steps: int

    @property
    def size(self):
        return len(self.literals), self.steps


def widening(condition, region, cuts, on):
    """Return the smallest Widening by which a condition would hold in all of a region.

    region: {fact: points}. cuts: {fact: all its points}. Of every way to a yes those literals are
    taken that some point of the region does not meet. Raises TooManyWays.

    >>> from decimal import Decimal
    >>> from cauhien_engine.eligibility.conditions import Compare
    >>> from cauhien_engine.eligibility.facts import Basis, Phrase
    >>> words = Phrase("", "")
    >>> test = Compare(fact="revenue", operator="<=", value=Decimal(3), says=words,
    ...                basis=Basis(words, "11"))
    >>> cut = (Decimal(0), Decimal(3), Decimal(4))
    >>> found = widening(test, {"revenue": cut[2:]}, {"revenue": cut}, None)
    >>> found.literals[0].atom is test, found.steps
    (True, 1)
    """
    found = []
    for way in ways_to(condition, True):
        steps = [_steps(one, region, cuts, on) for one in way]
        unmet = tuple(one for one, far in zip(way, steps, strict=True) if far)
        found.append(Widening(unmet, sum(steps)))
    return min(found, key=lambda one: one.size)


def _steps(literal, region, cuts, on):
    """Return how many points lie between what meets a literal and all of a region, at least 0."""
    name = literal.atom.fact
    if not name:
        return int(not literal.is_met({}, on))
    met = [n for n, one in enumerate(cuts[name]) if literal.is_met({name: one}, on)]
    here = [n for n, one in enumerate(cuts[name]) if one in region.get(name, cuts[name])]
    far = [min((abs(n - other) for other in met), default=len(cuts[name])) for n in here]
    return max(far)


def check_rule(rule, vocabulary, on):
    """Return the faults of one rule, a list of Found: met by nobody, or on a text that lapses."""
    found = []
    if not smallest_changes(rule.condition, {}, vocabulary, on):
        found.append(Found(Fault.NEVER, (rule.id,), {}, 0))
    for atom in atoms_of(rule.condition):
        ends = [day for day in (rule.since, rule.until) if day]
        open_end = rule.until is None and atom.basis.until is not None
        if open_end or not all(is_within(day, atom.basis.since, atom.basis.until) for day in ends):
            found.append(Found(Fault.LAPSED, (rule.id, atom.says.en), {}, 0))
    return found


@dataclass(frozen=True)
class _Region:
    """parts: {fact: points}. answers: of each row."""

    parts: dict
    answers: tuple[Answer, ...]


class _Regions:
    """The space of the facts, divided only where an answer depends on it (a decision diagram:
    Bryant, Graph-Based Algorithms for Boolean Function Manipulation, 1986).
    """

    def __init__(self, alike, on, most):
        self.alike, self.on, self.most = alike, on, most
        self.known: dict = {}

    def found(self, rest):
        """Return the regions, a list. rest: what is left to be answered of each row, a tuple."""
        if rest not in self.known:
            self.known[rest] = self._found(rest)
        return self.known[rest]

    def _found(self, rest):
        name = next((one.fact for row in rest for one in atoms_left(row)), None)
        if name is None:
            return [_Region({}, rest)]
        parted: list = []
        for values in self.alike[name]:
            below = self.found(tuple(left(row, {name: values[0]}, self.on) for row in rest))
            same = next((one for one in parted if one[1] == below), None)
            if same:
                same[0] += values
            else:
                parted.append([values, below])
        if sum(len(below) for _, below in parted) > self.most:
            raise TooManyCells(f"more than {self.most} regions")
        return [
            _Region({name: values} | one.parts if len(parted) > 1 else one.parts, one.answers)
            for values, below in parted
            for one in below
        ]


def _cuts(rows, vocabulary, on):
    """Return {fact: points}, and {fact: [points that all tests answer alike]}."""
    tests = defaultdict(list)
    for atom in (atom for row in rows for atom in atoms_of(row.condition) if atom.fact):
        tests[atom.fact].append(atom)
    cuts = {name: points(vocabulary[name], atoms, on) for name, atoms in tests.items()}
    return cuts, {name: alike(cut, tests[name], on) for name, cut in cuts.items()}


def _alone(rows, holding):
    """Return what is wrong where no two rows may hold in one cell."""
    faults = []
    for one, other in combinations(rows, 2):
        here, there = holding[one.name], holding[other.name]
        both = here & there
        if not both:
            continue
        names, fault = (one.name, other.name), Fault.OVERLAP
        if one.outcome != other.outcome:
            fault = Fault.CONFLICT
        elif here == there:
            fault = Fault.DUPLICATE
        elif both in (here, there):
            fault, names = Fault.SHADOWED, names if both == there else names[::-1]
        faults.append((fault, names, both))
    return faults


def _in_order(rows, holding):
    """Return what is wrong where the first row that holds counts: rows that never come to count."""
    faults, taken = [], set()
    for place, row in enumerate(rows):
        where = holding[row.name]
        if where and where <= taken:
            same = [r for r in rows[:place] if (holding[r.name], r.outcome) == (where, row.outcome)]
            before = same or [r for r in rows[:place] if holding[r.name] & where]
            fault = Fault.DUPLICATE if same else Fault.SHADOWED
            faults.append((fault, (*(r.name for r in before), row.name), where))
        taken |= where
    return faults
