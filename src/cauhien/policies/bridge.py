"""The only door to the engine of eligibility: rows to rules, answers of forms to facts."""

from dataclasses import dataclass
from datetime import date

from cauhien.policies.models import Mechanism
from cauhien_engine.eligibility import ENGINE_VERSION
from cauhien_engine.eligibility.conditions import Answer, AtDate, Not, decide
from cauhien_engine.eligibility.facts import Kind
from cauhien_engine.eligibility.reading import (
    BadFact,
    BadRule,
    answers_from,
    facts_from,
    rule_from,
    value_as_json,
)
from cauhien_engine.eligibility.rules import Assessment, assess, version_on

__all__ = [
    "APPLICANT", "ENGINE_VERSION", "Answer", "Assessed", "BadFact", "Kind", "answers_from",
    "assessed", "fault_of", "literal_rows", "still_asked", "value_as_json", "vocabulary_of",
]  # fmt: skip
APPLICANT = "applicant"  # the fact that says to whom a mechanism is addressed


@dataclass(frozen=True)
class Assessed:
    """What a mechanism says of somebody. is_addressed: it is for such applicants at all."""

    mechanism: Mechanism
    found: Assessment
    is_addressed: bool = True

    @property
    def answer(self):
        return self.found.answer.value


def vocabulary_of(facts):
    """Return {name: the engine's Fact} of rows."""
    return facts_from([row.content for row in facts])


def fault_of(rule, vocabulary):
    """Return what is wrong with a rule as JSON, "" where nothing is."""
    try:
        rule_from(rule, vocabulary)
    except BadRule as wrong:
        return str(wrong)[:300]
    return ""


def assessed(mechanisms, vocabulary, answers, on):
    """Return the Assessed of each mechanism that has a rule in force on a day.

    Of several versions of one mechanism the one in force counts. answers: {fact: value}, typed.
    """
    return [
        Assessed(one, assess(rule, answers, vocabulary, on), _is_addressed(one, answers))
        for one, rule in _in_force(mechanisms, vocabulary, on)
    ]


def still_asked(mechanisms, vocabulary, answers, on):
    """Return the names of the facts that still matter to a mechanism for this applicant."""
    names: dict = {}
    for mechanism, rule in _in_force(mechanisms, vocabulary, on):
        found = decide(rule.condition, answers, on)
        if found.answer == Answer.MISSING and _is_addressed(mechanism, answers):
            names |= dict.fromkeys(one.atom.fact for one in found.literals)
    return [name for name in vocabulary if name in names and name not in answers]


def literal_rows(rule, vocabulary, language):
    """Return the conditions of a rule as JSON in words, nested.

    Dicts: {"join": "all" | "any", "parts": […]} or {"says", "basis", "url", "wanted"}.
    """
    return _said(rule_from(rule, vocabulary).condition, language, True)


def _said(condition, language, wanted):
    if isinstance(condition, Not):
        return _said(condition.part, language, not wanted)
    if parts := getattr(condition, "parts", None):
        join = type(condition).__name__.lower()
        if not wanted:
            join = {"all": "any", "any": "all"}[join]
        return {"join": join, "parts": [_said(part, language, wanted) for part in parts]}
    return {
        "says": condition.says[language],
        "basis": condition.basis.cited(language),
        "url": condition.basis.url,
        "wanted": wanted,
        "is_date": isinstance(condition, AtDate),
    }


def _in_force(mechanisms, vocabulary, on: date):
    series: dict = {}
    for mechanism in mechanisms:
        rule = rule_from(mechanism.rule, vocabulary)
        series.setdefault(rule.id, {})[rule.version] = (mechanism, rule)
    for versions in series.values():
        if current := version_on([rule for _, rule in versions.values()], on):
            yield versions[current.version]


def _is_addressed(mechanism, answers):
    applicant = answers.get(APPLICANT)
    return not mechanism.audience or applicant is None or applicant in mechanism.audience
