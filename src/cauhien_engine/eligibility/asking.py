"""What is still to be asked: which answers can change an outcome, and which decides most.

A question is asked as long as some completion of what is not known makes a difference that rests on
it; the order is greedy, one question ahead, as in the induction of decision trees (Quinlan,
Induction of Decision Trees, Machine Learning 1, 1986). Nothing is known of how answers are spread,
so the options of a choice count alike, and so do ranges of a number or of days between which no
test tells a difference.
"""

from dataclasses import dataclass

from cauhien_engine.eligibility.cells import alike, points
from cauhien_engine.eligibility.conditions import Answer, atoms_left, atoms_of, left
from cauhien_engine.eligibility.facts import Kind

MEASURED = (Kind.NUMBER, Kind.DAY)
MOST_LOOKS, MOST_ON_A_PAGE = 2_000, 4
TOGETHER = 0.5  # a question joins a page if in more of the cases than this it is asked anyway


@dataclass(frozen=True)
class Question:
    """A fact to ask for. settles: how many conditions its answer decides, on average over its
    cells. spares: how many other questions it makes idle, likewise. stays: {name of another
    question: in which share of the cells that one is still to be asked}.
    """

    name: str
    settles: float
    spares: float
    stays: dict


def questions(conditions, facts, vocabulary, on, passed=()):
    """Return the questions whose answers can still change an outcome, the most useful one first.

    conditions: those whose outcome is wanted. facts: {name: value}. vocabulary: {name: Fact}. on:
    the day of the answer. passed: names of what was asked and left open, which is not asked again.
    Returns a list of Question, empty once nothing that is answered can change anything. A question
    that speaks of another comes after it, where both are asked.

    >>> from datetime import date
    >>> from cauhien_engine.eligibility.conditions import All, Compare
    >>> from cauhien_engine.eligibility.facts import Basis, Fact, Kind, Phrase
    >>> words = Phrase("", "")
    >>> law = Basis(words, "1")
    >>> def test(name):
    ...     return Compare(fact=name, operator="==", value=True, says=words, basis=law)
    >>> ask = {name: Fact(name, Kind.YES_NO, words) for name in ("new", "small", "near")}
    >>> both, other = All((test("new"), test("small"))), All((test("new"), test("near")))
    >>> [one.name for one in questions([both, other], {}, ask, date(2026, 11, 24))]
    ['new', 'small', 'near']
    >>> questions([both, other], {"new": False}, ask, date(2026, 11, 24))
    []
    """
    found = _Asking(conditions, vocabulary, on)
    known = facts | {name: None for name in passed if name not in facts}
    rests = [rest for one in found.conditions if atoms_left(rest := left(one, known, on))]
    names = [name for name in vocabulary if any(found.matters(name, rest) for rest in rests)]
    asked = [found.question(name, names, rests) for name in names]
    asked.sort(key=lambda one: (-one.settles, -one.spares, one.name in found.measured))
    return _in_turn(asked, vocabulary)


def _in_turn(asked, vocabulary):
    """Return the questions in their order, but what one speaks of right before it."""
    by_name = {one.name: one for one in asked}
    found: dict = {}
    for one in asked:
        before = [one.name]
        while (name := vocabulary[before[-1]].after) in by_name and name not in before:
            before.append(name)
        found |= {name: by_name[name] for name in reversed(before) if name not in found}
    return list(found.values())


def step(asked, groups, most=MOST_ON_A_PAGE):
    """Return the names of the questions of the next page, a tuple.

    asked: of Question, the most useful first. groups: {name: group}; a page keeps to one. most: on
    a page. A further one joins if what is asked before it leaves it to be asked often enough.
    """
    if not asked:
        return ()
    chosen = [asked[0]]
    for one in asked[1:]:
        fits = groups[one.name] == groups[asked[0].name] and len(chosen) < most
        if fits and all(before.stays[one.name] > TOGETHER for before in chosen):
            chosen.append(one)
    return tuple(one.name for one in chosen)


class _Asking:
    """Some conditions with the cells of their facts. cells: {name: [values answered alike]}.

    measured: names of those that ask for a number or a day, which take longer to answer.
    """

    def __init__(self, conditions, vocabulary, on):
        self.conditions, self.on = list(dict.fromkeys(conditions)), on
        tests: dict = {}
        for atom in (atom for one in self.conditions for atom in atoms_of(one) if atom.fact):
            tests.setdefault(atom.fact, []).append(atom)
        self.cells = {
            name: alike(points(vocabulary[name], atoms, on), atoms, on)
            for name, atoms in tests.items()
        }
        self.measured = {name for name in tests if vocabulary[name].kind in MEASURED}
        self.known: dict = {}

    def question(self, name, names, rests):
        """Return the Question of a fact. names: of all that matter. rests: what is left open."""
        touched = [rest for rest in rests if name in _facts_of(rest)]
        others = frozenset().union(*(_facts_of(rest) for rest in rests if rest not in touched))
        cells = self.cells[name]
        weights = [1 if name in self.measured else len(values) for values in cells]
        settles, spares, stays = 0.0, 0.0, dict.fromkeys(names, 0.0)
        for values, weight in zip(cells, weights, strict=True):
            share = weight / sum(weights)
            after = [left(rest, {name: values[0]}, self.on) for rest in touched]
            open_names = others.union(*map(_facts_of, after))
            settles += share * sum(isinstance(one, Answer) for one in after)
            for other in names:
                if other in open_names:
                    stays[other] += share
                elif other != name:
                    spares += share
        return Question(name, settles, spares, stays)

    def matters(self, name, rest):
        """Return whether the answer to a question can change an outcome, whatever else is said.

        Others may be answered or left open. What takes too long to find out is asked.
        """
        if name not in _facts_of(rest):
            return False
        self.looks = 0
        return self._matters(name, rest)

    def _matters(self, name, rest):
        key = (name, rest)
        if key not in self.known:
            self.known[key] = self._found(name, rest)
        return self.known[key]

    def _found(self, name, rest):
        self.looks += 1
        if self.looks > MOST_LOOKS:
            return True
        if name not in _facts_of(rest):
            return False
        ends = set(self._after(name, rest))
        if len(ends) == 1:
            return False
        if len({one for one in ends if isinstance(one, Answer)}) > 1:
            return True
        other = next(iter(sorted(_facts_of(rest) - {name})))
        return any(self._matters(name, one) for one in set(self._after(other, rest)))

    def _after(self, name, rest):
        """Return what is left of a condition after each answer to a question, and after none."""
        said = [*(values[0] for values in self.cells[name]), None]
        return [left(rest, {name: value}, self.on) for value in said]


def _facts_of(rest):
    return frozenset(atom.fact for atom in atoms_left(rest) if atom.fact)
