"""The only door to the engine of eligibility: rows to rules, answers of forms to facts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from cauhien.policies.models import Mechanism
from cauhien_engine.eligibility import ENGINE_VERSION
from cauhien_engine.eligibility.cells import points
from cauhien_engine.eligibility.checking import (
    Fault,
    Row,
    TooManyCells,
    check_rule,
    check_table,
)
from cauhien_engine.eligibility.conditions import Answer, AtDate, Not, atoms_of, decide
from cauhien_engine.eligibility.facts import Kind
from cauhien_engine.eligibility.reading import (
    BadFact,
    BadRule,
    answers_from,
    fact_from,
    facts_from,
    rule_from,
    value_as_json,
)
from cauhien_engine.eligibility.rules import Assessment, assess, version_on

__all__ = [
    "APPLICANT", "ENGINE_VERSION", "Answer", "Assessed", "BadFact", "Kind", "answers_from",
    "applicants", "assessed", "broken_by", "facts_for_choice", "fault_of", "literal_rows",
    "questions_in", "report_on", "still_asked", "value_as_json", "vocabulary_of", "wrong_with",
    "wrong_with_fact",
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


@dataclass(frozen=True)
class Flaw:
    """fault: a word of `checking.Fault`. other: the rule that it is about; about: the condition,
    as Phrase, or None. example: {fact: value}, typed.
    """

    fault: str
    other: str
    about: object
    example: dict


@dataclass(frozen=True)
class Checked:
    """cells: how many were looked at, None where there are too many; in each the rule has exactly
    one answer. cuts: [(the engine's Fact, one typed value of each part)]. faults: of Flaw.
    """

    cells: int | None
    cuts: tuple
    faults: tuple


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


def wrong_with_fact(content):
    """Return (place, what) of what is wrong with a fact as JSON, None where nothing is."""
    try:
        fact_from(content)
    except BadRule as wrong:
        return wrong.place, wrong.what
    return None


def broken_by(content, facts, mechanisms):
    """Return the mechanisms whose rule could not be read if a fact were as this JSON says."""
    others = [row for row in facts if row.code != content["name"]]
    vocabulary = vocabulary_of(others) | {content["name"]: fact_from(content)}
    return [one for one in mechanisms if fault_of(one.rule, vocabulary)]


def facts_for_choice(vocabulary, language):
    """Return [(name, question)] of the facts that a rule may test."""
    return [(name, f"{fact.asks[language]} ({name})") for name, fact in vocabulary.items()]


def applicants(vocabulary, language):
    """Return [(value, words)] of those to whom a mechanism may be addressed."""
    asked = vocabulary.get(APPLICANT)
    return [(one.value, one.says[language]) for one in asked.options] if asked else []


def questions_in(vocabulary, language):
    """Return [(question, name, unit, [(code of an answer, words)])] of all facts."""
    return [
        (
            fact.asks[language],
            name,
            fact.unit[language] if fact.unit else "",
            [(one.value, one.says[language]) for one in fact.options],
        )
        for name, fact in vocabulary.items()
    ]


def wrong_with(rule, vocabulary):
    """Return (place, what) of what is wrong with a rule as JSON, None where nothing is."""
    try:
        rule_from(rule, vocabulary)
    except BadRule as wrong:
        return wrong.place, wrong.what
    return None


def report_on(rule, others, vocabulary, on):
    """Return the Checked of a rule as JSON. others: {name: (rule as JSON, what it gives)}.

    Under the name "" stands what the rule itself gives.
    """
    found = rule_from(rule, vocabulary)
    words = {atom.says.en: atom.says for atom in atoms_of(found.condition)}
    faults = [
        Flaw(one.fault.value, "", words.get(one.rows[-1]), {})
        for one in check_rule(found, vocabulary, on)
    ]
    here = Row("", found.condition, others[""][1])
    try:
        alone = check_table([here, Row("not", Not(found.condition), "")], vocabulary, on)
        faults += [
            one
            for name, (other, gives) in others.items()
            if name
            for one in _against(here, name, other, gives, vocabulary, on)
        ]
    except TooManyCells:
        return Checked(None, (), tuple(faults))
    tests = defaultdict(list)
    for atom in atoms_of(found.condition):
        if atom.fact:
            tests[atom.fact].append(atom)
    cuts = tuple(
        (vocabulary[name], points(vocabulary[name], atoms, on)) for name, atoms in tests.items()
    )
    return Checked(alone.cells, cuts, tuple(faults))


def _against(here, name, other, gives, vocabulary, on):
    there = Row(name, rule_from(other, vocabulary).condition, gives)
    report = check_table([here, there], vocabulary, on)
    for one in report.found:
        if one.fault in (Fault.CONFLICT, Fault.DUPLICATE, Fault.SHADOWED, Fault.OVERLAP):
            yield Flaw(one.fault.value, name, None, one.example)


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
