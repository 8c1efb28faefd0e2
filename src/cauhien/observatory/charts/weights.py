"""Tables of a round of weights: the spread for everybody, each answer for who may see it."""

from django.utils.translation import gettext as _

from cauhien.observatory.bridge.weights import LARGEST_RATIO, compared, consistency_of
from cauhien.observatory.states import Weighing
from cauhien.ui import words


def spread_columns():
    return [
        {"label": _("Part")},
        {"label": _("Least"), "number": True},
        {"label": _("Median"), "number": True},
        {"label": _("Mean"), "number": True},
        {"label": _("Most"), "number": True},
    ]


def spread_rows(told, parts):
    """Return a row a part. told: {code: Spread}. parts: {code: name}."""
    return [[name, *_four(told[code])] for code, name in parts.items()]


def _four(spread):
    return [_short(one) for one in (spread.low, spread.middle, spread.mean, spread.high)]


def together(told, answers):
    """Say how far the comparisons of all agree, "" for points or where nothing is told."""
    ratio = consistency_of(answers) if told else None
    if ratio is None:
        return ""
    said = _("Consistency ratio of all comparisons together: %(ratio)s (good is at most %(most)s).")
    return said % {"ratio": words.number(ratio, 2), "most": words.number(LARGEST_RATIO, 2)}


def answer_columns(parts, method):
    figures = [{"label": name, "number": True} for name in parts.values()]
    ratio = [{"label": _("Consistency ratio"), "number": True}] if method == Weighing.PAIRS else []
    return [{"label": _("Who")}, {"label": _("Signed")}, *figures, *ratio]


def answer_row(answer, parts, names):
    """Return who signed which points when. names: {uuid: name}."""
    who = names.get(answer.person, _("an account that no longer exists"))
    points = [_short(answer.points[code]) for code in parts]
    ratio = [words.number(compared([answer.pairs]).consistency, 2)] if answer.pairs else []
    return [who, words.moment(answer.at), *points, *ratio]


def _short(points):
    return words.figure(round(points, 1))
