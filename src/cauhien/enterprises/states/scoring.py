"""A template of self-assessment and answers → points, part by part; pure, so it can be put again.

A template is data (`data/capability-templates.jsonl`): a basis of figures, groups, and criteria of
parts. A part is `bands` (figures, a formula k, the best band that holds gives the points),
`choice` (one option, or none of them), `checklist` (what holds, at most `most`) or `stated` (the
assessor enters the points with a reason, because the rule could not be read).

Answers are {name: value} under the names of `fields_of`; numbers are texts ("12.5").
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from cauhien.enterprises.states.expressions import BadFormula, CannotCompute, Unknown, evaluate
from cauhien.enterprises.states.expressions import names_in as names

NONE = "none"  # the answer to a choice or a checklist of which nothing holds
BASIS = "basis"
WEAK_BELOW = Fraction(1, 2)  # of its points: such a criterion is in the improvement plan
KINDS = ("bands", "choice", "checklist", "stated")


@dataclass(frozen=True)
class PartScore:
    """points: None while it is not answered. value: what the formula came to, None for others."""

    kind: str
    points: Fraction | None
    most: int
    value: Fraction | None = None
    reason: str = ""
    is_impossible: bool = False  # the figures given divide by nothing


@dataclass(frozen=True)
class CriterionScore:
    key: str
    group: str
    parts: tuple[PartScore, ...]

    @property
    def most(self):
        return sum(part.most for part in self.parts)

    @property
    def points(self):
        """Return the points, None while a part is not answered."""
        found = [part.points for part in self.parts]
        known = [one for one in found if one is not None]
        return sum(known, Fraction(0)) if len(known) == len(found) else None

    @property
    def share(self):
        return None if self.points is None else self.points / self.most

    @property
    def is_stated(self):
        return any(part.kind == "stated" for part in self.parts)


@dataclass(frozen=True)
class Score:
    criteria: tuple[CriterionScore, ...]
    groups: tuple[tuple[str, Fraction, int], ...]  # key, points so far, most
    level: dict | None  # of the template; None where its rule classifies no such score
    coefficient: float | None

    @property
    def missing(self):
        return [one.key for one in self.criteria if one.points is None]

    @property
    def is_whole(self):
        return not self.missing

    @property
    def total(self):
        return sum((points for _, points, _ in self.groups), Fraction(0))

    @property
    def most(self):
        return sum(most for _, _, most in self.groups)


def field(key, number, name=""):
    """Return the name of an answer: of a criterion's part, of a figure that the part asks for."""
    return f"{key}-{number}-{name}" if name else f"{key}-{number}"


def score(template, answers):
    """Return the Score of answers by a template."""
    values = _figures(template, answers)
    criteria = tuple(
        CriterionScore(
            one["key"],
            one["group"],
            tuple(
                _part(part, field(one["key"], number), answers, values)
                for number, part in enumerate(one["parts"], 1)
            ),
        )
        for one in template["criteria"]
    )
    groups = tuple(
        (one["key"], _points(criteria, one["key"]), one["most"]) for one in template["groups"]
    )
    is_whole = all(one.points is not None for one in criteria)
    return Score(
        criteria,
        groups,
        _level(template, groups) if is_whole else None,
        _coefficient(groups) if is_whole and template["has_coefficient"] else None,
    )


def weak(found):
    """Return the criteria of a Score with less than half of their points, most to win first."""
    rows = [one for one in found.criteria if one.share is not None and one.share < WEAK_BELOW]
    return sorted(rows, key=lambda one: one.points - one.most)


def faults_of(template):
    """Return what is wrong with a template, in English sentences for whoever keeps the data."""
    found = []
    groups = {one["key"]: one["most"] for one in template["groups"]}
    for key, most in groups.items():
        most_of_parts = sum(
            part["most"]
            for one in template["criteria"]
            if one["group"] == key
            for part in one["parts"]
        )
        if most_of_parts != most:
            found.append(f"group {key}: parts give {most_of_parts}, the group {most}")
    known = {one["name"] for one in template["basis"]}
    for name, formula in template["lets"]:
        found += _formula_faults(name, [formula], known)
        known.add(name)
    for one in template["criteria"]:
        if one["group"] not in groups:
            found.append(f"{one['key']}: no group {one['group']}")
        for part in one["parts"]:
            found += _part_faults(one["key"], part, known)
    return found


def _part_faults(key, part, known):
    if part["kind"] not in KINDS:
        return [f"{key}: no kind {part['kind']}"]
    if part["kind"] != "bands":
        return []
    own = known | {one["name"] for one in part["inputs"]}
    whens = [band["when"] for band in part["bands"]]
    return _formula_faults(key, [part["value"]], own) + _formula_faults(key, whens, own | {"k"})


def _formula_faults(key, formulas, known):
    found = []
    for formula in formulas:
        try:
            unknown = names(formula) - known
        except BadFormula as fault:
            found.append(f"{key}: {fault}")
        else:
            found += [f"{key}: no figure {name}" for name in sorted(unknown)]
    return found


def _figures(template, answers):
    """Return {name: Fraction or bool} of the basis and of what follows from it."""
    values: dict = {}
    for one in template["basis"]:
        if (number := _number(answers.get(field(BASIS, 1, one["name"])))) is not None:
            values[one["name"]] = number
    for name, formula in template["lets"]:
        try:
            values[name] = evaluate(formula, values)
        except Unknown:
            continue
    return values


def _part(part, name, answers, values):
    if part["kind"] == "bands":
        return _bands(part, name, answers, values)
    said, points = answers.get(name), None
    if part["kind"] == "choice" and said is not None:
        points = 0 if said == NONE else part["options"][int(said)]["points"]
    elif part["kind"] == "checklist" and said is not None:
        held = [part["options"][int(one)]["points"] for one in said if one != NONE]
        points = min(part["most"], sum(held))
    elif part["kind"] == "stated":
        points, reason = _number(said), answers.get(f"{name}-reason", "")
        given = points if reason else None
        return PartScore("stated", given, part["most"], reason=reason)
    return PartScore(part["kind"], None if points is None else Fraction(points), part["most"])


def _bands(part, name, answers, values):
    own = {
        one["name"]: number
        for one in part["inputs"]
        if (number := _number(answers.get(f"{name}-{one['name']}"))) is not None
    }
    known = values | own
    try:
        value = evaluate(part["value"], known)
        holds = [b["points"] for b in part["bands"] if evaluate(b["when"], known | {"k": value})]
    except Unknown:
        return PartScore("bands", None, part["most"])
    except CannotCompute:
        return PartScore("bands", None, part["most"], is_impossible=True)
    return PartScore("bands", Fraction(max(holds, default=0)), part["most"], value)


def _number(said):
    return Fraction(said) if said not in (None, "") else None


def _points(criteria, group):
    found = [one.points for one in criteria if one.group == group and one.points is not None]
    return sum(found, Fraction(0))


def _level(template, groups):
    """Return the one level whose conditions hold, None where the rule leaves the score out.

    The coefficient is the geometric mean of the groups' shares, each weighted by what the group is
    of the whole; it is compared exactly, both sides raised to the whole.
    """
    total, most = sum(points for _, points, _ in groups), sum(most for _, _, most in groups)
    raised = math.prod((points / of) ** of for _, points, of in groups)
    for level in template["levels"]:
        least, below = level.get("coefficient_least", "0"), level.get("coefficient_below", "2")
        is_total = level.get("least", 0) <= total < level.get("below", most + 1)
        if is_total and Fraction(least) ** most <= raised < Fraction(below) ** most:
            return level
    return None


def _coefficient(groups):
    most = sum(of for _, _, of in groups)
    return math.prod(float(points / of) ** (of / most) for _, points, of in groups)
