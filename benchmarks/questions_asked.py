"""What do I qualify for: how many questions until nothing more can change, in which order?

python benchmarks/questions_asked.py [--drawn N] [--out FILE]

The rules that ship, all kinds but tests for recognition, are asked by made-up applicants of several
kinds, each of whom answers what such a one would know, and by N more of each kind, whose answers
are drawn evenly over the cells of each question. Told of each: the questions that may matter once
they have said who they are and where; and questions and pages until everything is settled in the
fixed order (all that still matter of a group at once, the groups in their order), beside the order
of `asking.questions` on pages of at most four, and one question a page. The result must be the same
as with all answers given.
"""

import json
import random
from collections import defaultdict
from datetime import date
from pathlib import Path
from statistics import mean

from report import arguments, machine, tell

from cauhien_engine.eligibility.asking import questions, step
from cauhien_engine.eligibility.cells import points
from cauhien_engine.eligibility.conditions import Answer, atoms_of, decide
from cauhien_engine.eligibility.reading import answers_from, facts_from, rule_from

DATA = Path(__file__).parents[1] / "data"
ON = date(2026, 11, 24)  # the day of the data
GROUPS = ("who", "person", "investor", "project", "size", "work", "proof", "trial", "hitech")
FIRST = ("applicant", "place")  # the first page in either order
IN_THE_CITY = {"place": "vn/01/other", "trial_of": "nothing", "rd_costs": "no", "city_tender": "no"}
FIRM = IN_THE_CITY | {
    "site": "elsewhere", "project_kind": "none", "sector": "none", "transfers_capital": "no",
    "excluded_income": "no", "by_merger": "no", "ran_another": "no", "first_registration": "yes",
    "product_from_ip": "no", "product_from_prize": "no", "certificate": "no", "growth": "5",
    "in_chain": "no", "income_from_startup": "no", "field": "other", "hitech_private": "no",
    "startup_recognised": "no", "fund_invested": "0", "fund_committed": "0", "budget_there": "no",
    "strategic_criteria": "no",
}  # fmt: skip
PROFILES = {
    "start-up, software, 8 people": FIRM | {
        "applicant": "innovative_startup", "industry": "services", "workers": "8", "revenue": "2.5",
        "capital": "4", "registered_on": "2025-06-01", "income_from_startup": "yes", "field": "ict",
        "rd_costs": "yes", "profit_left": "no", "product_from_ip": "yes", "certificate": "yes",
        "growth": "30", "project_kind": "startup", "project_new": "yes", "sector": "software",
        "income_from_project": "yes", "trial_of": "product",
    },
    "the same outside the city": None,
    "enterprise, factory, 150 people": FIRM | {
        "applicant": "enterprise", "industry": "production", "workers": "150", "revenue": "180",
        "capital": "60", "registered_on": "2015-03-10", "site": "industrial_park",
        "in_chain": "yes",
    },
    "enterprise, large": FIRM | {
        "applicant": "enterprise", "industry": "services", "workers": "900", "revenue": "2000",
        "capital": "900", "registered_on": "2008-01-15", "rd_costs": "yes", "profit_left": "yes",
    },
    "scientist at a university": IN_THE_CITY | {
        "applicant": "scientist", "salary": "yes", "employer": "st_organisation",
        "employer_place": "vn/01/other", "key_task": "yes", "key_task_listed": "yes",
        "rd_on_listed": "no",
    },
    "science organisation": IN_THE_CITY | {
        "applicant": "st_organisation", "project_kind": "innovation", "income_from_project": "yes",
        "income_from_startup": "no", "field": "materials", "rd_costs": "yes", "profit_left": "yes",
    },
    "fund manager": FIRM | {
        "applicant": "fund_manager", "revenue": "20", "transfers_capital": "yes",
        "target_startup": "yes", "target_place": "vn/01/other",
    },
    "strategic investor": FIRM | {
        "applicant": "strategic_investor", "revenue": "5000", "project_kind": "hitech",
        "project_new": "yes", "sector": "semiconductors", "site": "hitech_park",
        "hitech_confirmed": "no", "income_from_project": "yes", "strategic_criteria": "yes",
        "strategic_commitments": "yes",
    },
}  # fmt: skip
PROFILES["the same outside the city"] = PROFILES["start-up, software, 8 people"] | {
    "place": "vn/other", "target_place": "vn/other"
}  # fmt: skip


def main():
    """Ask each applicant in each order and tell the figures."""
    options = arguments(__doc__.splitlines()[0], drawn={"type": int, "default": 30})
    law = Law()
    rows = [
        _told(law, name, answers_from(said, law.vocabulary), options.drawn)
        for name, said in PROFILES.items()
    ]
    tell(
        {row.pop("applicant"): row for row in rows} | {"day": ON.isoformat(), "machine": machine()},
        options.out,
    )


def _told(law, name, answers, drawn):
    conditions = law.addressed(answers["applicant"])
    known = {one: answers[one] for one in FIRST}
    row = {
        "applicant": name,
        "rules": len(conditions),
        "may_matter": len(questions(conditions, known, law.vocabulary, ON)),
    }
    many = [law.drawn(answers, random.Random(seed)) for seed in range(drawn)]
    for way, page in (("fixed", law.in_groups), ("pages", law.in_order), ("single", law.singly)):
        row[way] = law.walk(conditions, answers, page)
        if many:
            walked = [law.walk(conditions, one, page) for one in many]
            row[f"{way}_drawn"] = [round(mean(one), 1) for one in zip(*walked, strict=True)]
    return row


class Law:
    """The rules that ship, the questions, and three ways to come to the next page."""

    def __init__(self):
        facts = _lines("eligibility-facts.jsonl")
        self.vocabulary = facts_from(facts)
        self.groups = {one["name"]: one["group"] for one in facts}
        self.mechanisms = [
            (rule_from(one["rule"], self.vocabulary), one.get("audience"))
            for one in _lines("mechanisms.jsonl")
            if "rule" in one and one["kind"] != "status"
        ]
        self.tests = defaultdict(list)
        for rule, _audience in self.mechanisms:
            for atom in atoms_of(rule.condition):
                self.tests[atom.fact].append(atom)

    def addressed(self, applicant):
        """Return the conditions of the mechanisms in force for an applicant."""
        return [
            rule.condition
            for rule, audience in self.mechanisms
            if rule.is_in_force(ON) and (not audience or applicant in audience)
        ]

    def drawn(self, answers, rng):
        """Return answers to all questions drawn over their cells, those of the first page kept."""
        found = {
            name: rng.choice(points(self.vocabulary[name], atoms, ON))
            for name, atoms in self.tests.items()
            if name
        }
        return found | {name: answers[name] for name in FIRST}

    def walk(self, conditions, answers, page):
        """Return (questions, pages) until nothing more can change; the result must be the same."""
        known = {name: answers[name] for name in FIRST}
        passed: list = []
        pages = 0
        while names := page(conditions, known, passed):
            pages += 1
            known |= {name: answers[name] for name in names if name in answers}
            passed += [name for name in names if name not in answers]
        for one in conditions:
            assert decide(one, known, ON).answer == decide(one, answers, ON).answer
        return len(known) + len(passed) - len(FIRST), pages

    def in_groups(self, conditions, known, passed):
        """Return the next page in the fixed order: what still matters of the first group."""
        open_literals = [
            one.atom.fact
            for condition in conditions
            if (found := decide(condition, known, ON)).answer == Answer.MISSING
            for one in found.literals
        ]
        names = [n for n in self.vocabulary if n in open_literals and n not in {*known, *passed}]
        group = min((GROUPS.index(self.groups[name]) for name in names), default=None)
        return [name for name in names if GROUPS.index(self.groups[name]) == group]

    def in_order(self, conditions, known, passed):
        """Return the next page as the site makes it."""
        return step(questions(conditions, known, self.vocabulary, ON, passed), self.groups)

    def singly(self, conditions, known, passed):
        """Return the next question alone."""
        return [one.name for one in questions(conditions, known, self.vocabulary, ON, passed)[:1]]


def _lines(name):
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


if __name__ == "__main__":
    main()
