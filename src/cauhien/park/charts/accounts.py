"""What the records say of a published total, in rows that add up and in sentences."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.park.charts.saying import (
    MILLION,
    UNITS,
    plain,
    said_amount,
    said_amounts,
    said_value,
)
from cauhien.park.queries.accounts import Part, Range
from cauhien.park.states import MONEY, Aside, Qualifier, Step, TotalKind
from cauhien.ui import words


@dataclass(frozen=True)
class Row:
    """One line of the account. sign: "", "+" or "=". projects: (code, its value in words)."""

    label: str
    value: str
    sign: str = ""
    number: int = 0
    projects: tuple[tuple[str, str], ...] = ()
    is_money: bool = False


def account_rows(total, account):
    """Return the Rows that lead from what is counted to what is published."""
    rows = [_row(total, account, part, "+" * bool(at)) for at, part in enumerate(account.parts)]
    if len(rows) > 1 and account.most is not None:
        rows.append(Row(_("With all of this"), said_range(total, account.most, True), "="))
    rows.append(Row(_("As published"), said_range(total, account.published)))
    if account.difference is not None:
        rows.append(Row(_("Difference"), said_range(total, account.difference, True), "="))
    return rows


def aside_rows(total, account):
    """Return (word, Row) of what adds nothing: without a value, inside another one, later."""
    found = [(word, part) for word, part in account.asides.items() if part.entries]
    return [(str(word), _row(total, account, part)) for word, part in found]


def _row(total, account, part: Part, sign=""):
    choices = Aside if part.word in Aside.values else Step
    value = said_range(total, part.value, bool(account.assumed)) if part.value else ""
    if part.value is None:
        value = said_amounts(part.amounts)
    if part.word == Aside.WITHOUT:
        value = ""
    said = tuple((code, _said(total, one)) for code, one in part.entries)
    return Row(
        capfirst(str(choices(part.word).label)), value, sign, part.number, said, total.kind in MONEY
    )


def _said(total, value):
    """Return what one project adds; nothing where that is only that it is there."""
    if value is None or total.kind not in (*MONEY, TotalKind.AREA):
        return ""
    currency, amount, qualifier = value
    if total.kind in MONEY:
        return said_amount(amount, currency, qualifier)
    return said_value(total.kind, amount)


def said_range(total, value: Range, is_rounded=False):
    """Return "12 billion dong", "10–12 billion dong", "≥ 12 billion dong" of a Range."""
    low, high = (_rounded(total, end, is_rounded) for end in (value.low, value.high))
    if low is None or high is None:
        end, sign = (high, "≤") if low is None else (low, "≥")
        return "–" if end is None else f"{sign} {said_value(total.kind, end, total.currency)}"
    if low == high:
        return said_value(total.kind, low, total.currency)
    unit = UNITS.get(total.currency, MILLION) if total.kind in MONEY else 1
    return f"{words.number(plain(low / unit))}–{said_value(total.kind, high, total.currency)}"


def _rounded(total, value, is_rounded):
    if value is None or total.kind not in MONEY or not is_rounded:
        return value
    unit = UNITS.get(total.currency, MILLION)
    return round(value / unit) * unit


def sentences(total, account):
    """Return what the account comes to: what stays open, and to which projects it can belong."""
    found = [_of_difference(total, account), _of_open_ones(total, account), _of_projects(account)]
    return [one for one in found if one]


def notes(total, account):
    """Return how the account is to be read: qualifiers, rates that are assumed, a day inferred."""
    found = [_of_bounds(account), _of_qualifier(total, account), _of_rates(account)]
    if total.statement.is_day_inferred:
        found.append(
            _(
                "The source names no day; it is inferred. What came about near it may stand on "
                "either side."
            )
        )
    return [one for one in found if one]


def _of_bounds(account):
    gap = account.difference
    if gap is None or not account.besides or None in (gap.low, gap.high):
        return ""
    return _(
        "The smaller difference holds if the publisher counted all of this, the larger one if only "
        "what is itemised here."
    )


def _of_projects(account):
    if account.number is None:
        return ""
    return _(
        "What is counted here comes from %(number)s of the %(all)s projects published for the day."
    ) % {"number": words.number(account.counted.number), "all": words.number(account.number)}


def _of_difference(total, account):
    gap = account.difference
    if gap is None:
        return ""
    if gap.high is not None and gap.high < 0:
        more = said_range(total, Range(-gap.high, -gap.high), True)
        return _(
            "More is counted here than was published, by %(more)s at least. Either the source "
            "is older than its day, or it leaves out what is counted here."
        ) % {"more": more}
    if account.is_covered:
        if not account.besides:
            return _("The two figures agree within what their qualifiers leave open.")
        return _(
            "What is recorded here can explain the whole difference, if the publisher counted "
            "what is named above besides."
        )
    if account.remains is None:
        return ""
    share = words.number(100 * account.remains / total.value, 0)
    remains = said_range(total, Range(account.remains, account.remains), True)
    return _(
        "Nothing recorded here explains %(remains)s, %(share)s %% of the published figure."
    ) % {
        "remains": remains,
        "share": share,
    }


def _of_open_ones(total, account):
    """Return to how many projects what stays open can belong, and what each would then have."""
    if account.missing_projects is None or not account.remains or account.is_covered:
        return ""
    without = account.asides[Aside.WITHOUT].number
    number = account.missing_projects + without
    if not number:
        return ""
    each = Range(account.remains / number, account.remains / number)
    said = {
        "missing": words.number(account.missing_projects),
        "without": words.number(without),
        "each": said_range(total, each, True),
    }
    if not without:
        text = _(
            "It can belong to %(missing)s published projects that are not recorded here: on "
            "average %(each)s each."
        )
    elif not account.missing_projects:
        text = _(
            "It can belong to %(without)s recorded projects without this value: on average "
            "%(each)s each."
        )
    else:
        text = _(
            "It can belong to %(missing)s published projects that are not recorded here, and to "
            "%(without)s recorded ones without this value: on average %(each)s each."
        )
    return text % said


def _of_qualifier(total, account):
    if total.qualifier == Qualifier.AT_LEAST:
        return _("The source says “at least”: the difference may be larger.")
    if total.qualifier in (Qualifier.ABOUT, Qualifier.NEARLY):
        return _("The source rounds its figure: it is read as %(range)s.") % {
            "range": said_range(total, account.published)
        }
    return ""


def _of_rates(account):
    said = [
        _("%(low)s to %(high)s dong for 1 %(currency)s")
        % {
            "low": words.number(rate.low, 0),
            "high": words.number(rate.high, 0),
            "currency": currency,
        }
        if rate.low != rate.high
        else _("%(rate)s dong for 1 %(currency)s")
        % {"rate": words.number(rate.low, 0), "currency": currency}
        for currency, rate in account.assumed.items()
    ]
    if not said:
        return ""
    return _(
        "No exchange rate is stated for this day. Converted at those stated nearest: %(rates)s."
    ) % {"rates": "; ".join(said)}


def open_share(total, account):
    """Return the share of the published figure that nothing here explains, None if unknown."""
    if account.remains is None or not total.value:
        return None
    return account.remains / Decimal(total.value)
