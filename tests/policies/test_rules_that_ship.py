"""The rules that ship, checked as whoever writes rules would check them."""

import json
from datetime import date
from pathlib import Path

from cauhien_engine.eligibility.checking import Policy, Row, check_rule, check_table
from cauhien_engine.eligibility.conditions import All, Any
from cauhien_engine.eligibility.reading import (
    condition_from,
    facts_from,
    rule_as_json,
    rule_from,
)

DATA = Path(__file__).parents[2] / "data"
ON = date(2026, 11, 24)


def lines(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


VOCABULARY = facts_from(lines("eligibility-facts.jsonl"))
RULES = [one["rule"] for one in lines("mechanisms.jsonl") if "rule" in one]
LAW = {"document": {"vi": "Nghị định 80/2021/NĐ-CP", "en": "Decree 80/2021/NĐ-CP"}, "article": "5"}


def test_each_can_be_met_rests_on_texts_in_force_and_reads_back_the_same():
    rules = [rule_from(one, VOCABULARY) for one in RULES]

    assert [check_rule(one, VOCABULARY, one.since) for one in rules] == [[]] * len(rules)
    assert [rule_from(rule_as_json(one), VOCABULARY) for one in rules] == rules


def test_every_fact_is_asked_by_a_rule():
    asked = {name for one in RULES for name in rule_from(one, VOCABULARY).facts}

    assert VOCABULARY.keys() - asked == set()


def at_most(fact, value):
    words = {"vi": fact, "en": fact}
    said = {"test": "compare", "fact": fact, "is": "<=", "value": value}
    return condition_from(said | {"says": words, "basis": LAW}, VOCABULARY)


def size(workers, revenue, capital):
    return All((at_most("workers", workers), Any((at_most("revenue", revenue),
                                                  at_most("capital", capital)))))  # fmt: skip


def test_the_size_classes_of_services_do_not_shadow_each_other_and_leave_large_firms_out():
    rows = [Row("micro", size(10, 10, 3), "micro"), Row("small", size(50, 100, 50), "small"),
            Row("medium", size(100, 300, 100), "medium")]  # fmt: skip

    found = check_table(rows, VOCABULARY, ON, policy=Policy.FIRST).found
    turned = check_table(rows[::-1], VOCABULARY, ON, policy=Policy.FIRST).found

    assert [one.fault.value for one in found] == ["gap"]
    assert found[0].example["workers"] <= 10  # few workers, but much revenue and capital
    assert {one.rows for one in turned if one.fault == "shadowed"} == {
        ("medium", "small"),
        ("medium", "small", "micro"),
    }
