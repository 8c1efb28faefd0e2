"""Targets and values in the words of a line, for pages of other apps too."""

from cauhien.observatory.states import Operator
from cauhien.ui.words import figure, number


def asked(target):
    """Return what a target asks for: "≥ 12,000–13,000 USD", or its words."""
    if target.number is None:
        return target.text or str(Operator(target.operator).label)
    sign = {Operator.DONE: "", Operator.TRACKED: ""}.get(
        Operator(target.operator), str(Operator(target.operator).label)
    )
    numbers = "–".join(number(one) for one in (_plain(target.number), _plain(target.high)) if one)
    return f"{sign} {numbers} {target.measure}".strip()


def _plain(value):
    return value if value is None or value != int(value) else int(value)


def valued(value):
    """Return "≈ 23 %": sign, number, unit of measure."""
    return f"{value.sign} {figure(value.number)} {value.indicator.measure}".strip()
