"""What taking a sheet over would do to each value: new, changed, a conflict, the same."""

from collections import defaultdict

from cauhien.observatory.models import Value
from cauhien.observatory.states import Outcome, Status, Trap, Why

TOLERANCE = 1e-9  # relative, of two numbers that are the same figure


class Known:
    """All values of the indicators of a sheet, those of the sheet joining them row by row."""

    def __init__(self, drafts):
        ids = {draft.value.indicator.id for draft in drafts}
        self.by_key = defaultdict(list)
        for value in Value.objects.filter(indicator__in=ids).select_related("source"):
            self.add(value)

    def add(self, value):
        self.by_key[value.key].append(value)

    def said(self, value):
        """Return the same saying of the same source, where it is known."""
        for one in self.by_key.get(value.key, ()):
            is_said_again = one.printed == value.printed or is_alike(one, value)
            if is_said_again and _one_source(one.source, value.source):
                return one
        return None

    def shown(self, value):
        """Return the value shown for the same indicator, unit, period and definition, or None."""
        found = self.by_key.get(value.key, ())
        return next((one for one in found if one.status == Status.SHOWN), None)


def compare(drafts):
    """Set outcome, status and why of each draft, in the order of the rows; return the Known.

    What a person has chosen stays. A later edition of the same publisher takes the place of an
    earlier one; of different publishers the one that came first stays until somebody chooses.
    """
    known = Known(drafts)
    for draft in drafts:
        if known.said(draft.value):
            draft.outcome = Outcome.SAME
            continue
        draft.beside = known.shown(draft.value)
        _place(draft)
        known.add(draft.value)
    return known


def _place(draft):
    value, beside = draft.value, draft.beside
    if beside is None:
        draft.outcome, value.why = Outcome.NEW, Why.ONLY
        return
    value.status = Status.OTHER
    if is_alike(value, beside):
        draft.outcome = Outcome.AGREES
    elif beside.chosen_by is None and _takes_over(value, beside):
        draft.outcome, value.why = Outcome.CHANGED, Why.NEWER
        value.status, beside.status, beside.why = Status.SHOWN, Status.OTHER, ""
        value.flags.append(Trap.REVISED)
    else:
        draft.outcome = Outcome.CONFLICT
        if _is_newer(beside.source, value.source):
            value.flags.append(Trap.REVISED)


def is_alike(one, other):
    """Return whether two values say the same: number, band and qualifier."""
    said = (one.qualifier, one.low, one.high), (other.qualifier, other.low, other.high)
    if said[0] != said[1] or (one.number is None) != (other.number is None):
        return False
    if one.number is None:
        return True
    largest = max(abs(one.number), abs(other.number))
    return abs(one.number - other.number) <= TOLERANCE * largest


def _takes_over(value, beside):
    """Return whether a value is what the source of another says now, or in a later edition."""
    again = beside.pk is not None and _one_source(value.source, beside.source)
    return again or _is_newer(value.source, beside.source)


def _one_source(one, other):
    return (one.kind, one.raw_sha256) == (other.kind, other.raw_sha256)


def _is_newer(source, other):
    """Return whether a source is a later edition of the same publisher's."""
    same = (
        source.attribution and source.attribution.split(";")[0] == other.attribution.split(";")[0]
    )
    return bool(same and source.version > other.version)
