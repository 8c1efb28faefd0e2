"""Tables of a round of weights: the spread for everybody, each answer for who may see it."""

from django.utils.translation import gettext as _

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
    return [[parts[code], *map(_short, (one.low, one.middle, one.mean, one.high))]
            for code, one in told.items()]  # fmt: skip


def answer_columns(parts):
    figures = [{"label": name, "number": True} for name in parts.values()]
    return [{"label": _("Who")}, {"label": _("Signed")}, *figures]


def answer_row(answer, parts, names):
    """Return who signed which points when. names: {uuid: name}."""
    who = names.get(answer.person, _("an account that no longer exists"))
    return [who, words.moment(answer.at), *(_short(answer.points[code]) for code in parts)]


def _short(points):
    return words.number(round(points, 1))
