"""The words of a park: how projects stand, what capital is meant, what was published."""

import calendar
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cauhien.core.city import country_code


class Status(TextChoices):
    """How far an investment project is, in the order in which it comes about."""

    TARGET = "target", _("wished for, no tenant")
    PROPOSED = "proposed", _("announced or proposed")
    LICENSED = "licensed", _("licensed")
    CONSTRUCTION = "construction", _("under construction")
    OPERATING = "operating", _("operating")
    ENDED = "ended", _("ended")
    REVOKED = "revoked", _("licence withdrawn")


# A project in one of these is one of the park's projects; its capital counts.
COUNTED = (Status.LICENSED, Status.CONSTRUCTION, Status.OPERATING)


class Precision(TextChoices):
    """How exactly a day is known; where it is not, the last day that is possible is written."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")
    SEEN = "seen", _("not stated: so on the day on which it was read")


def last_possible(day, precision):
    """Return the last day that is possible where only the month or the year of a day is known."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day


def first_possible(day, precision):
    """Return the first day that is possible for a day as it is written; any, where none is known.

    >>> first_possible(date(2018, 4, 30), Precision.MONTH)
    datetime.date(2018, 4, 1)
    """
    if precision == Precision.SEEN:
        return date.min
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day


class CapitalKind(TextChoices):
    """Which capital an entry speaks of; each is the whole on its day, not a difference."""

    REGISTERED = "registered", _("registered")
    ADJUSTED = "adjusted", _("registered, as adjusted")
    DISBURSED = "disbursed", _("disbursed in all")


class Qualifier(TextChoices):
    """What the source says of a value besides the value."""

    EXACT = "", _("as stated")
    AT_LEAST = "at_least", _("at least")
    ABOUT = "about", _("about")
    NEARLY = "nearly", _("nearly")
    PLANNED = "planned", _("planned")


SIGNS = {Qualifier.AT_LEAST: "≥", Qualifier.ABOUT: "≈", Qualifier.NEARLY: "≲"}


class Currency(TextChoices):
    VND = "VND", _("Vietnamese dong")
    USD = "USD", _("US dollar")
    EUR = "EUR", _("euro")
    JPY = "JPY", _("Japanese yen")


class FigureKind(TextChoices):
    """What is counted of a project besides its capital."""

    JOBS = "jobs", _("jobs")
    RESEARCH_STAFF = "research_staff", _("people in research and development")
    RESEARCH_SPENDING = "research_spending", _("spending on research and development in a year")


class Tier(TextChoices):
    """What kind of investor it is."""

    GLOBAL = "global", _("leading corporation of the world")
    NATIONAL = "national", _("leading corporation of the country")
    ENTERPRISE = "enterprise", _("enterprise")
    INSTITUTION = "institution", _("research, teaching or public body")


class StatementKind(TextChoices):
    """What the figures of a statement are."""

    STOCK = "stock", _("all there is on the day")
    FLOW = "flow", _("what came in a period")
    WHOLE_AREA = "whole_area", _("the area of the park")
    TO_CLEAR = "to_clear", _("land still to be cleared")


class TotalKind(TextChoices):
    """What a published total counts."""

    PROJECTS = "projects", _("investment projects")
    CAPITAL = "capital", _("registered capital")
    FOREIGN_CAPITAL = "foreign_capital", _("registered capital from abroad")
    AREA = "area", _("land of the projects")
    OPERATING = "operating", _("projects in operation")
    CONSTRUCTION = "construction", _("projects under construction")


MONEY = (TotalKind.CAPITAL, TotalKind.FOREIGN_CAPITAL)


class Step(TextChoices):
    """What the records say of a published total: what they count, and what may be in it besides.

    All but the first count only where the publisher counted otherwise than is counted here.
    """

    COUNTED = "counted", _("itemised here")
    UNDATED = "undated", _("day not known exactly: may have been there already")
    NO_ORIGIN = "no_origin", _("nationality of the investor not known")
    LICENSED = "licensed", _("licensed, and nothing recorded since")
    PLANNED = "planned", _("only planned or announced")
    PROPOSED = "proposed", _("proposed, not licensed")
    ENDED = "ended", _("ended, or licence withdrawn, before that day")


class Aside(TextChoices):
    """What the records say of a published total besides, and what adds nothing to it."""

    WITHOUT = "without", _("without this value")
    INSIDE = "inside", _("inside another project, so not counted twice")
    LATER = "later", _("recorded for a later day only")


class NeedState(TextChoices):
    """How far the park is with what a tenant needs."""

    ASKED = "asked", _("waits for the park")
    OPEN = "open", _("open")
    MET = "met", _("need met")
    CLOSED = "closed", _("closed without success")


NEED_TRANSITIONS = {
    NeedState.ASKED: {NeedState.OPEN, NeedState.CLOSED},
    NeedState.OPEN: {NeedState.MET, NeedState.CLOSED},
}


# What a need can be linked to: words of the subjects registry; some belong to apps above.
class Linked(TextChoices):
    CHALLENGE = "challenge", _("problem of the city")
    TECHNOLOGY = "technology", _("technology")
    LABORATORY = "laboratory", _("laboratory")


class SheetState(TextChoices):
    CHECKED = "checked", _("compared, nothing taken over")
    APPLIED = "applied", _("taken over")
    DROPPED = "dropped", _("dropped")


SHEET_TRANSITIONS = {SheetState.CHECKED: {SheetState.APPLIED, SheetState.DROPPED}}


class Act(TextChoices):
    """What people do in a park, as the log says it."""

    PROJECT = "park_project", _("investment project written")
    INVESTOR = "park_investor", _("investor of a park written")
    STATUS = "park_status", _("status of an investment project recorded")
    CAPITAL = "park_capital", _("capital entry recorded")
    FIGURE = "park_figure", _("figure of an investment project recorded")
    WITHDRAW = "park_withdraw", _("entry of an investment project withdrawn")
    LOT = "park_lot", _("lot written")
    STATEMENT = "park_statement", _("published totals recorded")
    EXPLAIN = "park_explain", _("difference from a published total explained")
    RATE = "park_rate", _("exchange rate recorded")
    NEED = "park_need", _("need of a tenant written")
    ANSWER = "park_need_answer", _("need of a tenant answered")
    LINK = "park_need_link", _("need of a tenant linked")
    SHEET = "park_sheet", _("table of investment projects taken over")


# Nationalities of investors, ISO 3166-1; two joined by a dash for a joint body.
COUNTRIES = {
    "VN": _("Viet Nam"),
    "KR": _("South Korea"),
    "JP": _("Japan"),
    "US": _("United States"),
    "CN": _("China"),
    "TW": _("Taiwan (China)"),
    "HK": _("Hong Kong (China)"),
    "SG": _("Singapore"),
    "MY": _("Malaysia"),
    "TH": _("Thailand"),
    "IN": _("India"),
    "AU": _("Australia"),
    "CA": _("Canada"),
    "GB": _("United Kingdom"),
    "FR": _("France"),
    "DE": _("Germany"),
    "IT": _("Italy"),
    "NL": _("Netherlands"),
    "CH": _("Switzerland"),
    "DK": _("Denmark"),
    "SE": _("Sweden"),
    "FI": _("Finland"),
    "NO": _("Norway"),
    "RU": _("Russia"),
}


def nationality_name(code):
    """Return "South Korea" for "KR", both names for "VN-KR", the code where it is another."""
    return " – ".join(str(COUNTRIES.get(part, part)) for part in code.split("-") if part)


def nationalities():
    """Return {code: name} of each country, and of each joined with the city's own."""
    own = country_code()
    codes = [*COUNTRIES, *(f"{own}-{code}" for code in COUNTRIES if code != own)]
    return {code: nationality_name(code) for code in codes}
