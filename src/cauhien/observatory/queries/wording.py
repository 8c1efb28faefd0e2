"""Targets and values in the words of a line, for pages of other apps too."""

from django.utils.translation import gettext as _

from cauhien.observatory.states import IndicatorKind, Operator
from cauhien.ui.words import figure, number


def asked(target):
    """Return what a target asks for: "≥ 12,000–13,000 USD", or its words."""
    if target.number is None:
        return target.text or str(Operator(target.operator).label)
    sign = {Operator.DONE: "", Operator.TRACKED: ""}.get(
        Operator(target.operator), str(Operator(target.operator).label)
    )
    numbers = "–".join(number(one) for one in (_plain(target.number), _plain(target.high)) if one)
    return _measured(f"{sign} {numbers}".strip(), target.indicator, target.measure)


def _plain(value):
    return value if value is None or value != int(value) else int(value)


def valued(value):
    """Return "≈ 23 %": sign, number, unit of measure."""
    said = f"{value.sign} {figure(value.number)}".strip()
    return _measured(said, value.indicator, value.indicator.measure)


def _measured(said, indicator, measure):
    """Return a number with its measure; a rank is called one, and a score needs no more here."""
    kind = indicator.kind if indicator else ""
    if kind in {IndicatorKind.RANK, IndicatorKind.BAND}:
        return _("rank %(number)s") % {"number": said}
    return said if kind == IndicatorKind.SCORE else f"{said} {measure}".strip()
