"""Pictures are drawn before anybody asks for a page: a first drawing takes longer than the rest."""

from django.conf import settings
from django.utils.translation import override

from cauhien.observatory.charts.standing import in_index


def draw_units(units):
    """Draw what the pages of units show of their places in an index, in every language.

    What is kept already is not drawn again. Returns how many pictures there are.
    """
    return sum(_drawn(unit, code) for unit in units for code, _name in settings.LANGUAGES)


def _drawn(unit, code):
    with override(code):
        shown = in_index(unit) or {}
        charts = [chart for name in ("chart", "drivers") if (chart := shown.get(name))]
        return sum(len(chart.pictures) for chart in charts)
