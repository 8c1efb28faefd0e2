"""The sheet of exchange rates: one for a currency and a day, never rewritten."""

from django.utils.translation import gettext as _

from cauhien.park.actions.totals import record_rate
from cauhien.park.states import Currency
from cauhien.ui.words import day


def compare(cells, known):
    """Return the Change of a row, None where it changes nothing; the cells note what is wrong."""
    said = cells.said
    for name in ("currency", "in_vnd", "on_date"):
        cells.need(name, _("This cell must say something."))
    if said.get("currency") == Currency.VND:
        cells.fault("currency", _("The dong has no rate of its own."))
    if cells.faults:
        return None
    key = said["currency"], said["on_date"]
    old = known.rates.get(key)
    if old:
        if cells.differences(old, {"document"}):
            cells.fault("in_vnd", _("There is a rate of this day already."))
        return None
    known.once(cells, "on_date", ("rate", *key))
    cells.need("document", _("Name the document that says so."))

    def act(by, at, _made):
        record_rate(park=known.park, stated=said, by=by, at=at)

    return cells.change(f"{key[0]}, {day(key[1])}", None, act)
