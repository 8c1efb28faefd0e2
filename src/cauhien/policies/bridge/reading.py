"""Rows to rules of the engine, answers of forms to facts, and what comes of them."""

import json
from dataclasses import dataclass
from datetime import date

from cauhien.policies.models import Mechanism
from cauhien_engine.eligibility.asking import questions
from cauhien_engine.eligibility.conditions import Answer, AtDate, Not, atoms_of, decide
from cauhien_engine.eligibility.reading import (
    BadFact,
    BadRule,
    answers_from,
    condition_as_json,
    fact_from,
    facts_from,
    rule_from,
)
from cauhien_engine.eligibility.rules import Assessment, assess, version_on

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


def readable(raw, vocabulary):
    """Return the answers among {name: text} that can be read, typed; the rest is passed over."""
    found = {}
    for name, text in raw.items():
        try:
            found |= answers_from({name: text}, vocabulary)
        except BadFact:
            continue
    return found


def assessed(mechanisms, vocabulary, answers, on):
    """Return the Assessed of each mechanism that has a rule in force on a day.

    Of several versions of one mechanism the one in force counts. answers: {fact: value}, typed.
    """
    return [
        Assessed(one, assess(rule, answers, vocabulary, on), _is_addressed(one, answers))
        for one, rule in _in_force(mechanisms, vocabulary, on)
    ]


def standing(mechanisms, vocabulary, answers, on):
    """Return {answer: [mechanism]} of those that are for this applicant, as far as is known."""
    found: dict = {answer.value: [] for answer in Answer}
    for mechanism, rule in _in_force(mechanisms, vocabulary, on):
        if _is_addressed(mechanism, answers):
            found[decide(rule.condition, answers, on).answer.value].append(mechanism)
    return found


def open_questions(mechanisms, vocabulary, answers, on, passed=()):
    """Return the questions that can still change what a mechanism says to this applicant.

    passed: names of what was asked and left open. Returns the engine's Question, the most useful
    one first.
    """
    rules = _in_force(mechanisms, vocabulary, on)
    conditions = [rule.condition for one, rule in rules if _is_addressed(one, answers)]
    return questions(conditions, answers, vocabulary, on, passed)


def literal_rows(rule, vocabulary, language):
    """Return the conditions of a rule as JSON in words, nested.

    Dicts: {"join": "all" | "any", "parts": […]} or {"says", "basis", "url", "wanted"}.
    """
    return _said(rule_from(rule, vocabulary).condition, language, True)


def number_of_conditions(condition):
    """Return how many tests a condition as JSON holds."""
    parts = next((condition[name] for name in ("all", "any", "not") if name in condition), None)
    if parts is None:
        return 1
    return sum(map(number_of_conditions, parts if isinstance(parts, list) else [parts]))


def literal_rows_beside(rule, other, vocabulary, language):
    """Return `literal_rows` in which "differs" marks what another rule has not, None if unreadable.

    A mark is the test itself, as "revenue <= 3": it may differ where the words do not.
    """
    if fault_of(rule, vocabulary):
        return None
    known = set() if fault_of(other, vocabulary) else set(_leaves(rule_from(other, vocabulary)))
    return _marked(literal_rows(rule, vocabulary, language), known)


def _leaves(rule):
    return (_key(one) for one in atoms_of(rule.condition))


def _key(atom):
    """Return a test with its legal basis as a text that is the same for the same ones alone."""
    return json.dumps(condition_as_json(atom), ensure_ascii=False, sort_keys=True)


def _marked(row, known):
    if "parts" in row:
        return row | {"parts": [_marked(part, known) for part in row["parts"]]}
    atom = row["atom"]
    if _key(atom) in known:
        return row
    said = condition_as_json(atom)
    shown = [said.get(name) for name in ("fact", "is", "value", "months", "place", "values")]
    return row | {"differs": " ".join(str(one) for one in shown if one is not None)}


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
        "atom": condition,
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
