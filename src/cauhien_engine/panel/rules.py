"""Conflict rules as records, and those that hold where nobody set others."""

from dataclasses import dataclass
from enum import StrEnum

from cauhien_engine.panel.facts import ALWAYS, Period


class Kind(StrEnum):
    """What stands between a person and a proposal."""

    SELF = "self"
    ORGANISATION = "organisation"
    COAUTHOR = "coauthor"
    PROJECT = "project"
    SUPERVISION = "supervision"
    KINSHIP = "kinship"
    MONEY = "money"
    DECLARED = "declared"
    HISTORY = "history"
    RECIPROCAL = "reciprocal"


class Severity(StrEnum):
    """HARD: never. WAIVER: only with a waiver. WARN: said, and left to the chair."""

    HARD = "hard"
    WAIVER = "waiver"
    WARN = "warn"


@dataclass(frozen=True)
class Rule:
    """One conflict rule.

    years: how long a fact that has ended still counts; None for life. roles: of the panel, to
    which it applies; empty for all. towards: roles in the proposal at which it looks; empty for
    all. relations: of ties and of what was judged; empty for all. level: up to where an
    organisation rolls up (`Organisations.units`). most_authors: a work of more binds nobody.
    basis: the article of law. valid: the days on which the rule is in force.
    """

    id: str
    kind: Kind
    severity: Severity = Severity.HARD
    years: int | None = None
    roles: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    level: str = "unit"
    most_authors: int = 20
    basis: str = ""
    valid: Period = ALWAYS


DEFAULT_RULES = (
    Rule("self", Kind.SELF),
    Rule("organisation", Kind.ORGANISATION, years=1),
    Rule("organisation-top", Kind.ORGANISATION, Severity.WARN, years=1, level="top"),
    Rule("coauthor", Kind.COAUTHOR, years=4),
    Rule("project", Kind.PROJECT, years=3),
    Rule("supervision", Kind.SUPERVISION),
    Rule("kinship", Kind.KINSHIP),
    Rule("money", Kind.MONEY, years=3),
    Rule("declared", Kind.DECLARED),
    Rule("history", Kind.HISTORY, Severity.WAIVER),
    Rule("reciprocal", Kind.RECIPROCAL, Severity.WARN),
)
