from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from cauhien_engine.eligibility.conditions import All, Answer, Not
from cauhien_engine.eligibility.reading import (
    BadFact,
    BadRule,
    answers_from,
    condition_as_json,
    condition_from,
    facts_from,
    rule_as_json,
    rule_from,
)
from cauhien_engine.eligibility.rules import NotInForce, assess, version_on
from tests.cauhien_engine.eligibility.things import (
    ON,
    VOCABULARY,
    a_rule,
    at_most,
    conditions,
    is_so,
    more_than,
    phrase,
)


@given(conditions)
def test_what_is_written_as_json_is_read_back_the_same(condition):
    rule = a_rule(condition, since=date(2026, 7, 1), fixed=frozenset({"new"}), bring=(phrase("x"),))

    assert condition_from(condition_as_json(condition), VOCABULARY) == condition
    assert rule_from(rule_as_json(rule), VOCABULARY) == rule


def test_a_no_names_what_is_not_met_what_excludes_and_what_would_help():
    rule = a_rule(All((at_most("revenue", 50), Not(is_so()))))

    found = assess(rule, {"revenue": Decimal(60), "new": True}, VOCABULARY, ON)

    assert found.why("en") == (
        "Does not qualify because this is not met: revenue {'operator': '<=', 'value': "
        "Decimal('50')} (Article 26, clause 6, point a of Law 02/2026/QH16); because this "
        "exclusion applies: new {'operator': '==', 'value': True} (Article 26, clause 6, point a "
        "of Law 02/2026/QH16)."
    )
    assert found.why("vi").startswith("Không đủ điều kiện vì không đáp ứng: revenue")
    assert "(điểm a khoản 6 Điều 26 Luật 02/2026/QH16)" in found.why("vi")
    [change] = found.changes
    assert change.altered == {"revenue": Decimal(50), "new": False}
    assert found.otherwise("en")[0].startswith("Eligible if: revenue")


def test_what_is_missing_is_named_and_what_to_bring_comes_once():
    rule = a_rule(All((is_so(), more_than("workers", 3))), bring=(phrase("registration"),))

    found = assess(rule, {"new": True}, VOCABULARY, ON)

    assert (found.answer, found.missing) == (Answer.MISSING, ("workers",))
    assert found.bring == (phrase("registration"),)
    assert found.why("en").startswith("It cannot be said yet because it is not known whether")


def test_the_version_of_the_day_answers_and_no_other_does():
    old = a_rule(is_so(), until=date(2026, 6, 30))
    new = a_rule(Not(is_so()), since=date(2026, 7, 1))

    said = [
        assess(version_on([old, new], day), {"new": True}, VOCABULARY, day).answer
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]

    assert said == [Answer.YES, Answer.NO]
    assert version_on([old], ON) is None
    with pytest.raises(NotInForce):
        assess(old, {}, VOCABULARY, ON)


LEAF = condition_as_json(at_most("workers", 3))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"all": [LEAF, {"not": {"test": "in"}}]}, "$.all[1].not.says: is missing"),
        ({"all": []}, "$.all: has no part"),
        ({"all": [LEAF], "any": [LEAF]}, '$: wants one of "all", "any", "not" and "test"'),
        ({"any": [LEAF | {"fact": "wrkers"}]}, "$.any[0].fact: no such fact: wrkers"),
        (LEAF | {"is": "~"}, "$.is: is none of: ==, !=, <, <=, >, >="),
        (LEAF | {"value": "ten"}, "$.value: is no number"),
        (
            LEAF | {"basis": {"document": {"vi": "Luật", "en": "Law"}}},
            "$.basis.article: is missing",
        ),
        (LEAF | {"test": "within"}, "$.fact: workers is a number, which this test does not take"),
        ([], "$: is no object"),
    ],
)
def test_what_is_wrong_with_a_condition_is_named_by_its_place(data, says):
    with pytest.raises(BadRule) as wrong:
        condition_from(data, VOCABULARY)

    assert str(wrong.value) == says


def test_a_rule_that_ends_before_it_begins_and_a_fact_named_twice_are_refused():
    rule = rule_as_json(a_rule(is_so(), since=date(2026, 7, 1)))
    fact = {"name": "new", "kind": "yes_no", "asks": {"vi": "Mới?", "en": "New?"}}

    with pytest.raises(BadRule, match=r"\$\.until: lies before since"):
        rule_from(rule | {"until": "2026-06-30"}, VOCABULARY)
    with pytest.raises(BadRule, match=r"\$\[1\]\.name: is there twice"):
        facts_from([fact, fact])
    with pytest.raises(BadRule, match=r"\$\[0\]\.options: belong to a choice"):
        facts_from([fact | {"kind": "choice"}])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"workers": "-1"}, "workers: is less than 0"),
        ({"workers": "1.5"}, "workers: is no whole number"),
        ({"revenue": "1e999"}, "revenue: is no number"),
        ({"new": "perhaps"}, "new: is neither yes nor no"),
        ({"kind": "z"}, "kind: is none of: a, b, c"),
        ({"founded": "24/11/2026"}, "founded: is no day written as 2026-11-24"),
        ({"who": "1"}, "who: no such fact"),
    ],
)
def test_an_answer_that_does_not_fit_its_question_is_named(given, says):
    with pytest.raises(BadFact) as wrong:
        answers_from(given, VOCABULARY)

    assert str(wrong.value) == says
