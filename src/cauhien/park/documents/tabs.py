"""The sheets of a park's workbook: what goes out in them comes in again."""

import json

from django.conf import settings
from django.utils.translation import gettext_lazy

from cauhien.organisations.states import Topic
from cauhien.park.documents.columns import (
    Column,
    Tab,
    choice_column,
    currency_column,
    dated_columns,
    project_columns,
    qualifier_column,
)
from cauhien.park.documents.published import RATES, TOTALS
from cauhien.park.states import CapitalKind, FigureKind, Linked, NeedState, Status, Tier

LONGEST_CELL = 32_767  # letters, in a spreadsheet
PARK = Tab(
    "park",
    gettext_lazy("Park"),
    (
        Column("code", gettext_lazy("Park (code)"), 14, lambda park: park.code),
        Column("site", gettext_lazy("Taken out at"), 30, lambda park: settings.SITE_URL),
        Column("name_vi", gettext_lazy("Name in Vietnamese"), 50, lambda park: park.name_vi),
        Column("name_en", gettext_lazy("Name in English"), 50, lambda park: park.name_en),
        Column("manager", gettext_lazy("Managed by"), 40, lambda park: park.manager_printed),
        Column("founded_on", gettext_lazy("Founded"), 14, lambda park: park.founded_on),
        Column("area_ha", gettext_lazy("Area in hectares"), 12, lambda park: park.area_ha),
    ),
    ("code", "site"),
)


def last_capital(project):
    """Return the entry of registered capital that is in force, None without one."""
    said = [
        one
        for one in project.capital.all()
        if one.withdrawn_at is None and one.kind != CapitalKind.DISBURSED
    ]
    return max(said, key=lambda one: (one.on_date, one.kind == CapitalKind.ADJUSTED), default=None)


def _of_investor(name):
    return lambda row: getattr(row.investor, name) if row.investor else ""


def _of_capital(name):
    return lambda row: getattr(last_capital(row), name, None)


def _investor_columns(nationality, tier):
    return (
        Column(
            "nationality",
            gettext_lazy("Nationality (ISO code)"),
            14,
            nationality,
            "nationality",
        ),
        choice_column("tier", gettext_lazy("Kind of investor"), 24, Tier, tier),
    )


PROJECTS = Tab(
    "projects",
    gettext_lazy("Investment projects"),
    (
        Column("code", gettext_lazy("Code"), 12, lambda row: row.code, "code"),
        Column("name_vi", gettext_lazy("Name in Vietnamese"), 50, lambda row: row.name_vi),
        Column("name_en", gettext_lazy("Name in English"), 50, lambda row: row.name_en),
        Column(
            "investor", gettext_lazy("Investor"), 36, lambda row: str(row.investor or ""), most=300
        ),
        *_investor_columns(_of_investor("nationality"), _of_investor("tier")),
        choice_column("topic", gettext_lazy("Field"), 24, Topic, lambda row: row.topic),
        Column(
            "certificate_number",
            gettext_lazy("Number of the certificate"),
            20,
            lambda row: row.certificate_number,
            most=60,
        ),
        Column(
            "sector_printed",
            gettext_lazy("Sector as the source says"),
            30,
            lambda row: row.sector_printed,
            most=200,
        ),
        Column(
            "status_printed",
            gettext_lazy("Status as the source says"),
            30,
            lambda row: row.status_printed,
            most=200,
        ),
        Column("area_ha", gettext_lazy("Area in hectares"), 12, lambda row: row.area_ha, "number"),
        Column(
            "number", gettext_lazy("Stands for … projects"), 12, lambda row: row.number, "whole"
        ),
        Column(
            "parent",
            gettext_lazy("Inside the project (code)"),
            14,
            lambda row: row.parent.code if row.parent else "",
            "project",
        ),
        choice_column("status", gettext_lazy("Status"), 20, Status, lambda row: row.status),
        Column("status_on", gettext_lazy("Status since"), 14, lambda row: row.status_on, "day"),
        choice_column("kind", gettext_lazy("Capital"), 20, CapitalKind, _of_capital("kind")),
        Column("amount", gettext_lazy("Amount"), 22, _of_capital("amount"), "number", places=2),
        currency_column(_of_capital("currency")),
        Column("capital_on", gettext_lazy("Capital on"), 14, _of_capital("on_date"), "day"),
        qualifier_column(_of_capital("qualifier")),
        Column("document", gettext_lazy("Document that says so"), 40, lambda row: None, most=200),
    ),
    ("name_vi",),
)


def _of_register(name):
    """Return the function of an Investor that gives what the register says, on the kept row."""

    def shown(investor):
        found = investor.organisation
        return getattr(found.canonical or found, name) or "" if found else ""

    return shown


INVESTORS = Tab(
    "investors",
    gettext_lazy("Investors"),
    (
        Column("name", gettext_lazy("Investor"), 40, lambda one: one.name, most=300),
        *_investor_columns(lambda one: one.nationality, lambda one: one.tier),
        Column(
            "organisation",
            gettext_lazy("Organisation in the register (code)"),
            20,
            _of_register("code"),
            "organisation",
        ),
        Column(
            "ror",
            gettext_lazy("ROR"),
            30,
            _of_register("ror"),
            "ror",
        ),
    ),
    ("name",),
)


def _entry_tab(word, title, *columns):
    entry = Column("entry", gettext_lazy("Entry (code)"), 14, lambda one: one.code, "code")
    project = project_columns(lambda one: one.project)
    return Tab(word, title, (entry, *project, *columns, *dated_columns()))


STATUSES = _entry_tab(
    "statuses",
    gettext_lazy("Status over time"),
    choice_column("status", gettext_lazy("Status"), 24, Status, lambda one: one.status),
)
CAPITAL = _entry_tab(
    "capital",
    gettext_lazy("Capital over time"),
    choice_column("kind", gettext_lazy("Capital"), 24, CapitalKind, lambda one: one.kind),
    Column("amount", gettext_lazy("Amount"), 22, lambda one: one.amount, "number", places=2),
    currency_column(),
    qualifier_column(),
)
FIGURES = _entry_tab(
    "figures",
    gettext_lazy("Jobs and research"),
    choice_column("kind", gettext_lazy("What is counted"), 36, FigureKind, lambda one: one.kind),
    Column("value", gettext_lazy("Value"), 18, lambda one: one.value, "count", places=2),
    currency_column(),
    qualifier_column(),
)


def _outline(lot):
    """Return the outline as GeoJSON; nothing where it is longer than a cell can be."""
    written = json.dumps(lot.outline) if lot.outline else ""
    return written if len(written) <= LONGEST_CELL else ""


LOTS = Tab(
    "lots",
    gettext_lazy("Lots"),
    (
        Column("code", gettext_lazy("Lot (code)"), 14, lambda lot: lot.code, "code"),
        Column("name", gettext_lazy("Lot"), 20, lambda lot: lot.name, most=60),
        Column("area_ha", gettext_lazy("Area in hectares"), 12, lambda lot: lot.area_ha, "number"),
        *project_columns(lambda lot: lot.project),
        Column(
            "latitude",
            gettext_lazy("Latitude of the centre"),
            14,
            lambda lot: lot.latitude,
            "latitude",
        ),
        Column(
            "longitude",
            gettext_lazy("Longitude of the centre"),
            14,
            lambda lot: lot.longitude,
            "longitude",
        ),
        Column("outline", gettext_lazy("Outline as GeoJSON"), 40, _outline, "outline"),
        Column(
            "document",
            gettext_lazy("Document that says so"),
            40,
            lambda lot: lot.document,
            most=200,
        ),
    ),
    ("name",),
)
NEEDS = Tab(
    "needs",
    gettext_lazy("What tenants need"),
    (
        Column("code", gettext_lazy("Need (code)"), 14, lambda need: need.code, "code"),
        *project_columns(lambda need: need.project),
        Column("title", gettext_lazy("What is needed"), 40, lambda need: need.title, most=200),
        Column(
            "description",
            gettext_lazy("Description"),
            60,
            lambda need: need.description,
            most=10_000,
            has_lines=True,
        ),
        choice_column("state", gettext_lazy("State"), 20, NeedState, lambda need: need.state),
        Column(
            "is_public",
            gettext_lazy("Everybody may read this need"),
            14,
            lambda need: need.is_public,
            "yes",
        ),
        Column(
            "answer",
            gettext_lazy("Answer of the park"),
            60,
            lambda need: need.answer,
            most=4000,
            has_lines=True,
        ),
    ),
    ("title",),
)
LINKS = Tab(
    "links",
    gettext_lazy("What may meet the needs"),
    (
        Column("code", gettext_lazy("Need (code)"), 14, lambda one: one.need.code, "code"),
        *project_columns(lambda one: one.need.project),
        Column("title", gettext_lazy("What is needed"), 40, lambda one: one.need.title, most=200),
        choice_column("kind", gettext_lazy("Linked to"), 20, Linked, lambda one: one.kind),
        Column(
            "subject_code",
            gettext_lazy("Its code or address"),
            20,
            lambda one: one.subject_code,
            most=300,
        ),
        Column("reason", gettext_lazy("Why it fits"), 60, lambda one: one.reason, most=500),
    ),
    ("kind", "subject_code", "reason"),
)
# In the order in which they are taken over: what a later one names is there by then.
TABS = (
    *(PARK, PROJECTS, INVESTORS, STATUSES, CAPITAL, FIGURES),
    *(LOTS, NEEDS, LINKS, RATES, TOTALS),
)
