"""Is a table of rules complete and without contradiction? Each cell must have one outcome."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product
from math import prod

from cauhien_engine.eligibility.cells import points
from cauhien_engine.eligibility.changing import smallest_changes
from cauhien_engine.eligibility.conditions import Answer, atoms_of, decide
from cauhien_engine.eligibility.facts import is_within

MOST_CELLS = 100_000


class TooManyCells(Exception):
    """The thresholds of the facts make more cells than can be looked at: split the table."""


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
    """A fault. rows: names of those at fault. example: a cell {fact: value}. cells: in how many."""

    fault: Fault
    rows: tuple[str, ...]
    example: dict
    cells: int


@dataclass(frozen=True)
class Report:
    """cells: how many were looked at. undecided: in how many a row answers neither yes nor no."""

    cells: int
    undecided: int
    found: tuple[Found, ...]


def check_table(rows, vocabulary, on, policy=Policy.UNIQUE):
    """Return the Report on a table. rows: of Row. vocabulary: {name: Fact}. on: the day.

    Each fact is cut at the thresholds of all rows; one point of each cell is asked of each row, so
    that nothing is overlooked. Raises TooManyCells.

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
    cells = _cells(rows, vocabulary, on)
    answers = [[decide(row.condition, cell, on).answer for row in rows] for cell in cells]
    holding = {
        row.name: {n for n, said in enumerate(answers) if said[place] == Answer.YES}
        for place, row in enumerate(rows)
    }
    open_cells = {n for n, said in enumerate(answers) if Answer.MISSING in said}
    faults: list = [(Fault.NEVER, (name,), set()) for name, where in holding.items() if not where]
    gaps = set(range(len(cells))) - open_cells - set().union(*holding.values())
    if gaps:
        faults.append((Fault.GAP, (), gaps))
    pairs = _in_order if policy == Policy.FIRST else _alone
    faults += pairs(rows, holding)
    found = tuple(
        Found(fault, names, cells[min(where)] if where else {}, len(where))
        for fault, names, where in faults
    )
    return Report(len(cells), len(open_cells), found)


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


def _cells(rows, vocabulary, on):
    """Return the cells as {fact: value}, a list."""
    tests = defaultdict(list)
    for atom in (atom for row in rows for atom in atoms_of(row.condition) if atom.fact):
        tests[atom.fact].append(atom)
    cuts = {name: points(vocabulary[name], atoms, on) for name, atoms in tests.items()}
    if prod(map(len, cuts.values())) > MOST_CELLS:
        raise TooManyCells(f"more than {MOST_CELLS} cells")
    return [dict(zip(cuts, values, strict=True)) for values in product(*cuts.values())]


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
