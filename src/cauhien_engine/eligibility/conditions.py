"""Conditions as trees: all, any, not, and atoms that each name one fact and one place in the law.

An answer is yes, no or missing (Kleene's strong three-valued logic, Introduction to
Metamathematics, 1952, §64): "all" takes the least of its parts and "any" the greatest, in the
order no < missing < yes. To supply a fact can therefore only turn missing into yes or no, never
yes into no or no into yes.
"""

import calendar
import operator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cauhien_engine.eligibility.facts import Basis, Phrase, is_within


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    MISSING = "missing"

    @property
    def opposite(self):
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(self, self)


RISING = (Answer.NO, Answer.MISSING, Answer.YES)
OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, kw_only=True)
class Atom:
    """One test of one fact. says: what must be so, in words. basis: where the law says it."""

    says: Phrase
    basis: Basis
    fact: str = ""

    def test(self, value, on):
        raise NotImplementedError

    def answer(self, facts, on):
        """Return the Answer. facts: {name: value}; a name that is absent or None is not known."""
        value = facts.get(self.fact)
        return Answer.MISSING if value is None else self.test(value, on)


@dataclass(frozen=True, kw_only=True)
class Compare(Atom):
    """A number, a day, a choice or a yes/no against a value. operator: of OPERATORS."""

    operator: str
    value: Decimal | date | bool | str

    def test(self, value, on):
        return answer_of(OPERATORS[self.operator](value, self.value))


@dataclass(frozen=True, kw_only=True)
class OneOf(Atom):
    """A choice on a list. is_open: the law lets others add to the list, so a miss is no refusal."""

    values: tuple[str, ...]
    is_open: bool = False

    def test(self, value, on):
        if value in self.values:
            return Answer.YES
        return Answer.MISSING if self.is_open else Answer.NO


@dataclass(frozen=True, kw_only=True)
class Within(Atom):
    """A place inside another; one that is known less exactly than is asked leaves it open."""

    place: str

    def test(self, value, on):
        if is_inside(value, self.place):
            return Answer.YES
        return Answer.MISSING if is_inside(self.place, value) else Answer.NO


@dataclass(frozen=True, kw_only=True)
class Elapsed(Atom):
    """How many months have gone by from a day until the day of the answer.

    A month is over on the same day of the next one, on its last day where it has no such day.
    """

    operator: str
    months: int

    def test(self, value, on):
        return answer_of(OPERATORS[MIRRORED[self.operator]](value, self.edge(on)))

    def edge(self, on):
        """Return the day from which exactly so many months have gone by."""
        return months_before(on, self.months)


MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}  # more time gone by: an earlier day


@dataclass(frozen=True, kw_only=True)
class AtDate(Atom):
    """The day of the answer lies between two days, both included; it asks for no fact."""

    since: date | None = None
    until: date | None = None

    def answer(self, facts, on):
        return answer_of(is_within(on, self.since, self.until))


@dataclass(frozen=True)
class All:
    parts: tuple


@dataclass(frozen=True)
class Any:
    parts: tuple


@dataclass(frozen=True)
class Not:
    part: object


@dataclass(frozen=True)
class Literal:
    """An atom and whether it is wanted: False inside a "not"."""

    atom: Atom
    wanted: bool

    def is_met(self, facts, on):
        return self.atom.answer(facts, on) == answer_of(self.wanted)


@dataclass(frozen=True)
class Finding:
    """An answer and the literals on which it rests, in the order of the tree.

    Of a no they are all that stand in the way, of a missing all that are not known and still
    matter, of a yes all that carry it.
    """

    answer: Answer
    literals: tuple[Literal, ...]


def decide(condition, facts, on, wanted=True):
    """Return the Finding of a condition. facts: {name: value}. on: the day of the answer.

    >>> says, law = Phrase("ở Hà Nội", "in Hanoi"), Basis(Phrase("Luật", "Law"), "26")
    >>> hanoi = Within(fact="place", place="vn/01", says=says, basis=law)
    >>> small = Compare(fact="workers", operator="<=", value=Decimal(100), says=says, basis=law)
    >>> decide(All((hanoi, small)), {"place": "vn/01/hoa-lac"}, date(2026, 11, 24)).answer
    <Answer.MISSING: 'missing'>
    >>> decide(All((hanoi, small)), {"place": "abroad"}, date(2026, 11, 24)).answer
    <Answer.NO: 'no'>
    """
    match condition:
        case Not(part):
            inner = decide(part, facts, on, not wanted)
            return Finding(inner.answer.opposite, inner.literals)
        case All(parts) | Any(parts):
            found = [decide(part, facts, on, wanted) for part in parts]
            choose = min if isinstance(condition, All) else max
            answer = choose((one.answer for one in found), key=RISING.index)
            carry = (one.literals for one in found if one.answer == answer)
            return Finding(answer, tuple(dict.fromkeys(x for each in carry for x in each)))
    return Finding(condition.answer(facts, on), (Literal(condition, wanted),))


def atoms_of(condition):
    """Return the atoms of a condition from left to right, a list."""
    match condition:
        case Not(part):
            return atoms_of(part)
        case All(parts) | Any(parts):
            return [atom for part in parts for atom in atoms_of(part)]
    return [condition]


def atoms_left(rest):
    """Return the tests in what is `left` of a condition, where answers may stand for some."""
    return [one for one in atoms_of(rest) if not isinstance(one, Answer)]


def left(condition, facts, on):
    """Return what of a condition is left to be answered, an Answer where nothing is.

    facts: {name: value}; of a name with None it is settled that it stays unknown.

    >>> says, law = Phrase("", ""), Basis(Phrase("", ""), "26")
    >>> new, near = (Compare(fact=name, operator="==", value=True, says=says, basis=law)
    ...              for name in ("new", "near"))
    >>> left(All((new, near)), {"new": True}, None) == near
    True
    >>> left(All((new, near)), {"new": False}, None)
    <Answer.NO: 'no'>
    """
    match condition:
        case Answer():
            return condition
        case Not(part):
            rest = left(part, facts, on)
            return rest.opposite if isinstance(rest, Answer) else Not(rest)
        case All(parts) | Any(parts):
            joined = type(condition)
            end, idle = (Answer.NO, Answer.YES) if joined is All else (Answer.YES, Answer.NO)
            rest = tuple(
                x for x in dict.fromkeys(left(part, facts, on) for part in parts) if x != idle
            )
            if end in rest or not rest:
                return end if end in rest else idle
            return rest[0] if len(rest) == 1 else joined(rest)
    if condition.fact and condition.fact not in facts:
        return condition
    return condition.answer(facts, on)


def answer_of(holds):
    return Answer.YES if holds else Answer.NO


def is_inside(place, other):
    """Return whether a path of places is another one or lies below it.

    >>> is_inside("vn/01/hoa-lac", "vn/01"), is_inside("vn/011", "vn/01")
    (True, False)
    """
    return place == other or place.startswith(f"{other}/")


def months_before(day, months):
    """Return the same day so many months earlier, the last of the month where it has no such day.

    >>> months_before(date(2026, 3, 31), 1)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
