"""One value entered by hand: it goes the way of a sheet of one row."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cauhien.core.audit import record
from cauhien.core.jobs import defer
from cauhien.observatory import rules
from cauhien.observatory.actions.sheets.comparing import compare
from cauhien.observatory.actions.sheets.drafting import drafts_of
from cauhien.observatory.actions.sheets.naming import Names
from cauhien.observatory.actions.sheets.traps import mark
from cauhien.observatory.actions.taking import Difference, chain_of, write_drafts
from cauhien.observatory.models import Value
from cauhien.observatory.states import Act, Origin, Outcome


class CannotEnter(Exception):
    """The row is not taken; `faults` says why, each with its column."""

    def __init__(self, faults):
        super().__init__(str(faults))
        self.faults = faults


@transaction.atomic
def enter(*, sheet, by, at):
    """Write the value of a sheet of one row and return (Value, Outcome)."""
    if not rules.may_import(by):
        raise PermissionDenied
    names = Names(at=at)
    drafts, faults = drafts_of(sheet, names, origin=Origin.FORM)
    if faults:
        raise CannotEnter(faults)
    compare(drafts)
    mark(drafts, names)
    write_drafts(Difference(drafts, [], names.new_sources), load=None, by=by.uuid, at=at)
    (draft,) = drafts
    value = Value.objects.select_related("indicator", "unit").get(code=draft.value.code())
    if draft.outcome != Outcome.SAME:
        record(
            chain=chain_of(value.indicator),
            act=Act.VALUE_ENTERED,
            by=by,
            at=at,
            public=True,
            detail={
                "value": value.code,
                "unit": value.unit.code,
                "period": value.period,
                "printed": value.printed,
                "source": value.source.name,
            },
        )
    defer("observatory.compute", once="observatory.compute")
    return value, draft.outcome
