from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cauhien_engine.panel.conflicts import BadWaiver, Waiver, allowed, conflicts_between, waived
from cauhien_engine.panel.facts import (
    Body,
    Judged,
    Member,
    Person,
    Post,
    Proposal,
    Tie,
    Work,
    period,
    shifted,
)
from cauhien_engine.panel.organisations import Organisations, name_key
from cauhien_engine.panel.rules import DEFAULT_RULES, Kind, Rule, Severity

ON = date(2026, 11, 24)
KNOWN = Organisations(
    names={"u1": ("Trường Đại học Công nghệ",), "u2": ("Đại học Khoa học",), "top": ("Đại học Q",)},
    acronyms={"u1": ("UET",), "u9": ("UET",)},
    parents={"u1": ("top",), "u2": ("top",), "f1": ("u1",)},
    umbrellas=frozenset({"top"}),
)


def found(person, *members, rules=DEFAULT_RULES, on=ON, bodies=(), **facts):
    team = tuple(Member(one, role) for one, role in zip(members, ("lead", "member"), strict=False))
    return conflicts_between([person], [Proposal("p1", team, bodies, **facts)], rules, on, KNOWN)


def told(conflicts):
    return [(one.rule, one.severity.value, one.reason, one.is_sure) for one in conflicts]


def test_parts_of_one_university_bar_and_sisters_under_a_roof_warn():
    faculty, sister = Person("e1", posts=(Post("f1"),)), Person("e2", posts=(Post("u2"),))
    member = Person("t1", posts=(Post(name="ĐH Công nghệ"),))

    assert told(found(faculty, member))[0] == ("organisation", "hard", "organisation.now", True)
    assert told(found(sister, member)) == [("organisation-top", "warn", "organisation.now", True)]


def test_a_short_name_alone_asks_somebody_to_look():
    conflicts = found(Person("e1", posts=(Post("u1"),)), Person("t1", posts=(Post(name="UET"),)))

    assert told(conflicts)[0] == ("organisation", "waiver", "organisation.now", False)


def test_a_rule_looks_only_at_the_roles_it_names_and_bars_only_its_own():
    rule = Rule(
        "kin", Kind.KINSHIP, roles=frozenset({"chair"}), towards=frozenset({"lead"}),
        relations=frozenset({"sibling"}),
    )  # fmt: skip
    lead, other = Person("t1"), Person("t2")
    brother = Person("e1", ties=(Tie("kinship", "t1", "sibling"), Tie("kinship", "t2", "sibling")))
    cousin = Person("e1", ties=(Tie("kinship", "t1", "cousin"),))

    (one,) = found(brother, lead, other, rules=[rule])

    assert (one.member, one.bars("chair"), one.bars("reviewer")) == ("t1", True, False)
    assert found(cousin, lead, other, rules=[rule]) == []


def test_a_rule_holds_only_while_it_is_in_force():
    rule = replace(DEFAULT_RULES[0], valid=period("2023-11-27", "2025-09-30"))

    assert found(Person("t1"), Person("t1"), rules=[rule]) == []
    assert found(Person("t1"), Person("t1"), rules=[rule], on=date(2025, 9, 30)) != []


def test_a_conflict_keeps_where_the_fact_came_from_and_until_when_it_stands():
    work = Work("w", "Rivers", period("2024"), ("t1",), source="OpenAlex", recorded_on=ON)

    (one,) = found(Person("e1", works=(work,)), Person("t1"))

    assert (one.source, one.recorded_on, one.holds_until) == ("OpenAlex", ON, date(2028, 12, 31))
    assert one.params == {"work": "Rivers", "member": "t1", "role": "lead"}


def test_who_judged_an_earlier_round_needs_a_waiver_with_name_text_and_time():
    person = Person("e1", judged=(Judged("p0", "chair"),))
    conflicts = found(person, Person("t1"), earlier=("p0",))
    given = Waiver(
        "e1", "p1", "history", "Head", "No one else knows it", datetime(2026, 1, 1, tzinfo=UTC)
    )

    assert [one.bars("reviewer") for one in conflicts] == [True]
    assert [one.bars("reviewer") for one in waived(conflicts, [given])] == [False]
    with pytest.raises(BadWaiver):
        waived(conflicts, [replace(given, text=" ")])


def test_nothing_lifts_a_hard_conflict():
    conflicts = found(Person("t1"), Person("t1"))
    given = Waiver("t1", "p1", "self", "Head", "Because", datetime(2026, 1, 1, tzinfo=UTC))

    with pytest.raises(BadWaiver):
        waived(conflicts, [given])


def test_only_what_bars_is_taken_from_the_table_of_the_assignment():
    people = [Person("t1"), Person("e1"), Person("e2", posts=(Post("u2"),))]
    files = [Proposal("p1", (Member(Person("t1", posts=(Post("u1"),))),)), Proposal("p2")]

    conflicts = conflicts_between(people, files, DEFAULT_RULES, ON, KNOWN)

    free = allowed(people, files, conflicts, "reviewer")
    assert free.tolist() == [[False, True, True], [True, True, True]]


def test_money_from_a_body_of_the_proposal_bars():
    person = Person("e1", ties=(Tie("money", "Sao Mai JSC", "shares"),))

    conflicts = found(person, Person("t1"), bodies=(Body(name="Công ty Cổ phần Sao Mai"),))

    assert told(conflicts) == [("money", "hard", "money", True)]


def test_two_who_know_nothing_of_each_other_are_free():
    assert found(Person("e1", "Lê An", posts=(Post("x"),)), Person("t1", "Lê Bình")) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ĐHQG Hà Nội", "Đại học Quốc gia Hà Nội", True),
        ("Cty TNHH An Phú", "CÔNG TY AN PHÚ", True),
        ("Viện Khoa học và Công nghệ", "Vien KHCN", True),
        ("Hanoi University of Science", "Hanoi University of Science and Technology", False),
        ("Viện Toán học", "Viện Vật lý", False),
    ],
)
def test_names_are_compared_without_marks_forms_and_shortenings(one, other, same):
    assert (name_key(one) == name_key(other)) is same


def test_years_are_counted_to_the_day():
    assert shifted(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert not period("2024-02-29").is_within(date(2025, 3, 1), 1)
    assert period("2024-02-29").is_within(date(2025, 2, 28), 1)


def test_severity_of_the_defaults_is_as_the_design_says():
    by = {rule.id: (rule.severity, rule.years) for rule in DEFAULT_RULES}

    assert by["coauthor"] == (Severity.HARD, 4)
    assert by["organisation"] == (Severity.HARD, 1)
    assert by["project"] == (Severity.HARD, 3)
    assert by["supervision"] == by["kinship"] == (Severity.HARD, None)
    assert by["reciprocal"][0] == Severity.WARN
