"""A rule with its dates, the version in force on a day, and what it says of one set of facts."""

from dataclasses import dataclass
from datetime import date

from cauhien_engine.eligibility.changing import Change, smallest_changes
from cauhien_engine.eligibility.conditions import Answer, Finding, atoms_of, decide
from cauhien_engine.eligibility.facts import Basis, Phrase, is_within
from cauhien_engine.eligibility.wording import otherwise, why


class NotInForce(Exception):
    """The rule says nothing of this day."""


@dataclass(frozen=True)
class Rule:
    """A rule in one of its versions.

    id: the same in all versions. version: its own name, as "2026-07". since, until: the days on
    which it is in force, None where open. fixed: names of facts that cannot be altered. bring:
    papers that the rule itself asks for.
    """

    id: str
    version: str
    title: Phrase
    condition: object
    basis: Basis
    since: date | None = None
    until: date | None = None
    fixed: frozenset[str] = frozenset()
    bring: tuple[Phrase, ...] = ()

    @property
    def facts(self):
        """The names of the facts that it asks for, in the order of its conditions, a tuple."""
        return tuple(dict.fromkeys(atom.fact for atom in atoms_of(self.condition) if atom.fact))

    def is_in_force(self, on):
        return is_within(on, self.since, self.until)


@dataclass(frozen=True)
class Assessment:
    """What a rule says of somebody on a day.

    missing: names of the facts that are not known and still matter. changes: the smallest, none
    of a yes. bring: papers, each once.
    """

    rule: Rule
    on: date
    finding: Finding
    missing: tuple[str, ...]
    changes: tuple[Change, ...]
    bring: tuple[Phrase, ...]

    @property
    def answer(self):
        return self.finding.answer

    def why(self, language):
        return why(self.finding, language)

    def otherwise(self, language):
        """Return a sentence "eligible if …" for each of the smallest changes, a list."""
        return [otherwise(change, language) for change in self.changes]


def version_on(rules, on):
    """Return of several versions of a rule the one in force on a day, the latest begun; or None.

    >>> words = Phrase("", "")
    >>> old = Rule("r", "1", words, None, Basis(words, "1"), until=date(2026, 6, 30))
    >>> new = Rule("r", "2", words, None, Basis(words, "1"), since=date(2026, 7, 1))
    >>> version_on([old, new], date(2026, 11, 24)).version
    '2'
    """
    valid = [rule for rule in rules if rule.is_in_force(on)]
    return max(valid, key=lambda rule: rule.since or date.min, default=None)


def assess(rule, facts, vocabulary, on):
    """Return the Assessment of a rule for what is known.

    facts: {name: value}, typed as its Fact says. vocabulary: {name: Fact}. on: the day of the
    answer. Raises NotInForce where the rule is not in force on it.
    """
    if not rule.is_in_force(on):
        raise NotInForce(f"{rule.id} {rule.version} is not in force on {on}")
    finding = decide(rule.condition, facts, on)
    missing = changes = ()
    if finding.answer == Answer.MISSING:
        asked = (one.atom.fact for one in finding.literals if one.atom.fact)
        missing = tuple(dict.fromkeys(name for name in asked if facts.get(name) is None))
    if finding.answer != Answer.YES:
        changes = smallest_changes(rule.condition, facts, vocabulary, on, fixed=rule.fixed)
    papers = [vocabulary[name].shown_by for name in rule.facts]
    bring = tuple(dict.fromkeys([*rule.bring, *filter(None, papers)]))
    return Assessment(rule, on, finding, missing, changes, bring)
