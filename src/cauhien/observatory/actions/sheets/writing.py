"""Values as the rows of a sheet that `reading` takes again, and the empty sheet to fill in."""

from django.utils.translation import gettext as _

from cauhien.core.sheets import Table, book
from cauhien.observatory.actions.sheets.cells import shown
from cauhien.observatory.actions.sheets.reading import NAMES
from cauhien.observatory.queries.merged import Computed
from cauhien.observatory.states import DATA_SET, MERGED

COLUMNS = (
    *("indicator", "unit", "period", "value", "measure", "definition", "edition"),
    *("source", "title", "url", "licence", "retrieved", "note", "note_vi", "origin"),
)
HEADER = [NAMES[column][0] for column in COLUMNS]
WIDTHS = dict.fromkeys(("title", "url", "note", "note_vi"), 40)


def lines_of(values):
    """Yield a row of a sheet for each Value or Computed; the unit by its code, for names are not
    unique.
    """
    for value in values:
        source = value.source
        is_computed = isinstance(value, Computed)
        is_edition = source.kind == DATA_SET
        yield [
            value.indicator.code,
            value.unit.code,
            value.period or "n.d.",
            shown(value.number) if is_computed else value.printed,
            value.indicator.measure_en,
            value.definition,
            "" if is_computed else value.edition,
            source.code if is_edition else "",
            source.name,
            source.url,
            source.licence,
            source.retrieved_at.date().isoformat(),
            value.codes if is_computed else value.note,
            "" if is_computed else value.note_vi,
            MERGED if is_computed else value.origin,
        ]


def template():
    """Return the bytes of the workbook that is filled in, with a second sheet that explains it."""
    wanted = [column for column in COLUMNS if column not in {"edition", "source", "origin"}]
    names = [(NAMES[column][0], WIDTHS.get(column, 18)) for column in wanted]
    told = [[NAMES[column][0], text] for column, text in _explained()]
    explained = Table(_("How to fill it in"), [(_("Column"), 20), (_("What goes in"), 90)], told)
    return book([Table(_("Values"), names, []), explained])


def _explained():
    yield "indicator", _("The code of the indicator, as in the address of its page.")
    yield "unit", _("The name of the country, province or city, or its code.")
    yield "period", _("2024, or 2021-2025; empty where the source gives no year.")
    yield (
        "value",
        _("A number; with ≥, ≤ or ≈ before it; a band such as 61-70; or “not listed”."),
    )
    yield "measure", _("The unit of measure, to be checked against that of the indicator.")
    yield "definition", _("Where the indicator stands under several.")
    yield "title", _("The title of the page or document that says so.")
    yield "url", _("Its address.")
    yield "licence", _("As the page states it; empty: facts only.")
    yield "retrieved", _("The day on which it was read (2026-11-24).")
    yield "note", _("What is said beside it: about, more than, derived from …")
    yield "note_vi", _("The same in Vietnamese, for Vietnamese pages.")
