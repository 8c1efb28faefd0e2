"""Amounts, days and totals of a park in words, as people of each language write them."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.park.states import MONEY, SIGNS, Precision, Qualifier, TotalKind
from cauhien.ui import words

BILLION, MILLION = Decimal(10) ** 9, Decimal(10) ** 6
UNITS = {"VND": BILLION}  # in what a currency is counted here; every other in millions


def said_amount(value, currency, qualifier=""):
    """Return "≥ 66,000 billion dong" of an amount in whole units; "planned" is a word behind it."""
    number = words.number(plain(value / UNITS.get(currency, MILLION)))
    if currency == "VND":
        said = _("%(number)s billion dong") % {"number": number}
    else:
        said = _("%(number)s million %(currency)s") % {"number": number, "currency": currency}
    said = f"{SIGNS[qualifier]} {said}" if qualifier in SIGNS else said
    is_planned = qualifier == Qualifier.PLANNED
    return _("%(amount)s (planned)") % {"amount": said} if is_planned else said


def said_total(total):
    """Return the value of a published total with its unit and the sign of its qualifier."""
    return said_value(total.kind, total.value, total.currency, total.qualifier)


def said_value(kind, value, currency="", qualifier=""):
    if kind in MONEY:
        return said_amount(value, currency, qualifier)
    sign = f"{SIGNS[qualifier]} " if qualifier in SIGNS else ""
    number = words.number(plain(value))
    if kind == TotalKind.AREA:
        return sign + _("%(number)s ha") % {"number": number}
    text = ngettext("%(number)s project", "%(number)s projects", int(value))
    return sign + text % {"number": number}


def said_figure(figure):
    """Return the value of a Figure: money with its currency, people as a number."""
    if figure.currency:
        return said_amount(figure.value, figure.currency, figure.qualifier)
    number = words.number(plain(figure.value))
    said = f"{SIGNS[figure.qualifier]} {number}" if figure.qualifier in SIGNS else number
    is_planned = figure.qualifier == Qualifier.PLANNED
    return _("%(amount)s (planned)") % {"amount": said} if is_planned else said


def said_amounts(amounts):
    """Return "10,000 billion dong and 390 million USD" of {currency: amount}; "none" of nothing."""
    return _and([said_amount(amount, currency) for currency, amount in amounts.items()])


def said_day(day, precision=Precision.DAY):
    """Return a day as exactly as it is known: "2018", "04/2018", "20/5/2009"."""
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return words.month(day)
    if precision == Precision.SEEN:
        return _("by %(day)s") % {"day": words.day(day)}
    return words.day(day)


def said_rate(rate):
    """Return "25,000 dong for 1 USD (24 Nov 2026)" of a Rate."""
    said = {"rate": words.number(plain(rate.in_vnd)), "currency": rate.currency}
    return _("%(rate)s dong for 1 %(currency)s") % said + f" ({words.day(rate.on_date)})"


def plain(number):
    """Return a number without needless noughts, and not with more than four decimals."""
    rounded = round(number, 4).normalize()
    return Decimal(f"{rounded:f}")


def _and(parts):
    if not parts:
        return _("none")
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def said_computed(beside):
    """Return what is itemised beside a published total; in whole units where it is converted."""
    if beside.computed is None:
        return said_amounts(beside.parts)
    return in_unit_of(beside, beside.computed)


def said_difference(beside):
    """Return what is published and not itemised; "" where the two cannot be compared."""
    return "" if beside.difference is None else in_unit_of(beside, beside.difference)


def in_unit_of(beside, value):
    total = beside.total
    unit = UNITS.get(total.currency, MILLION)
    shown = round(value / unit) * unit if beside.rates else value
    return said_value(total.kind, shown, total.currency)


def sentence_beside(beside):
    """Return the sentence on a published total and the computed one of its day."""
    total = beside.total
    published = said_total(total)
    said = {"day": words.day(total.statement.as_of), "published": published}
    if beside.computed is None:
        said["computed"] = said_amounts(beside.parts)
        return (
            _(
                "Published for %(day)s: %(published)s. Itemised here: %(computed)s, which cannot "
                "be compared without an exchange rate of that time."
            )
            % said
        )
    said["computed"] = said_computed(beside)
    if not beside.computed:
        return (
            _("Published for %(day)s: %(published)s. No project that is known here was there yet.")
            % said
        )
    said["rest"] = in_unit_of(beside, abs(beside.difference))
    if beside.difference < 0:
        return (
            _(
                "Published for %(day)s: %(published)s. Itemised here: %(computed)s, %(rest)s more "
                "than was published."
            )
            % said
        )
    if beside.difference == 0:
        return _("Published for %(day)s: %(published)s. All of it is itemised here.") % said
    said["share"] = words.number(Decimal(str(100 * beside.share)), 0)
    return (
        _(
            "Published for %(day)s: %(published)s. Itemised here: %(computed)s, %(share)s %% of "
            "it; %(rest)s is not itemised."
        )
        % said
    )
