"""The sheets of what was published of a park, and of the rates by which amounts are converted."""

from django.utils.translation import gettext_lazy

from cauhien.park.documents.columns import (
    Column,
    Tab,
    choice_column,
    currency_column,
    document_of,
    qualifier_column,
)
from cauhien.park.states import StatementKind, TotalKind


def explanation_of(total):
    """Return the explanation of a published total that counts, the newest; "" without one."""
    newest = next(iter(total.explanations.all()), None)
    return newest.text if newest else ""


TOTALS = Tab(
    "totals",
    gettext_lazy("Published totals"),
    (
        Column("total", gettext_lazy("Published total (code)"), 14, lambda one: one.code, "code"),
        Column("as_of", gettext_lazy("For the day"), 14, lambda one: one.statement.as_of, "day"),
        Column(
            "is_day_inferred",
            gettext_lazy("The day is inferred"),
            12,
            lambda one: one.statement.is_day_inferred,
            "yes",
        ),
        choice_column(
            "stated",
            gettext_lazy("What the figures are"),
            24,
            StatementKind,
            lambda one: one.statement.kind,
        ),
        choice_column("kind", gettext_lazy("What it counts"), 30, TotalKind, lambda one: one.kind),
        Column("value", gettext_lazy("Value"), 22, lambda one: one.value, "count"),
        currency_column(),
        qualifier_column(),
        Column(
            "document",
            gettext_lazy("Who published it, and where"),
            40,
            lambda one: document_of(one.statement),
            most=200,
        ),
        Column(
            "source_url",
            gettext_lazy("Page cited"),
            40,
            lambda one: one.statement.source_url,
            "web",
            most=1000,
        ),
        Column(
            "explanation",
            gettext_lazy("Why the two differ"),
            60,
            explanation_of,
            most=4000,
            has_lines=True,
        ),
    ),
    ("as_of", "kind", "value"),
)
RATES = Tab(
    "rates",
    gettext_lazy("Exchange rates"),
    (
        currency_column(),
        Column("in_vnd", gettext_lazy("Dong for one unit"), 16, lambda one: one.in_vnd, "number"),
        Column("on_date", gettext_lazy("Day"), 14, lambda one: one.on_date, "day"),
        Column(
            "document",
            gettext_lazy("Who states the rate"),
            40,
            lambda one: one.document,
            most=200,
        ),
    ),
    ("currency", "in_vnd", "on_date"),
)
