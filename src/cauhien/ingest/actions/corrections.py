"""Values put right by hand; what files say against them from then on waits as a conflict."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.provenance import by_hand, plain, record_assertion
from cauhien.ingest import rules
from cauhien.ingest.actions.kinds import KINDS
from cauhien.organisations.models import Organisation
from cauhien.organisations.states import ZoneBasis

NAMES = {"name_vi", "name_en"}


class CannotCorrect(Exception):
    """Not this person's to correct, or a value that no file gives."""


@transaction.atomic
def correct_values(*, kind, code, values, reason, by, at):
    """Put values of a thing right; the log says which, and why.

    values: {column: value}, of the columns in `KINDS[kind].by_hand`, and of its holder, which is
    an organisation or None.
    """
    if not rules.may_correct(by):
        raise CannotCorrect(_("Only a data steward corrects this."))
    if not values.keys() <= KINDS[kind].correctable:
        raise CannotCorrect(_("This value is not one to put right by hand."))
    write_values(kind=kind, code=code, values=values, ground=ZoneBasis.CORRECTED, at=at)
    source = by_hand(at)
    for column, value in values.items():
        record_assertion(
            subject=(kind, code), predicate=column, value=plain(value), source=source, by=by, at=at
        )
    detail = {"values": sorted(values), "reason": reason}
    record(chain=f"{kind}:{code}", act="correct", by=by, at=at, detail=detail)


def write_values(*, kind, code, values, ground, at):
    """Write values into the row of a thing with all that follows from them, and tell of it.

    A holder is given as an organisation, or by its code. ground: how the values are known, where
    the row says that of one of them.
    """
    what, holder = KINDS[kind], KINDS[kind].holder
    row = what.model.objects.select_for_update(of=("self",)).get(code=code)
    grounds = {name: ground for name, value in row.grounds.items() if value in values}
    kept = {*what.by_hand, *what.by_page}
    written = {name: values[name] for name in values if name in kept} | grounds
    for name, value in written.items():
        field = row._meta.get_field(name)
        setattr(row, name, None if value == "" and field.null else field.to_python(value))
    row.save(update_fields=[*written, *row.derive()])
    if what.rename and NAMES & values.keys():
        what.rename(row)
    if holder and holder.name in values:
        holder.give(row, _organisation(values[holder.name]))
    if what.spread:
        what.spread([row], at=at)


def _organisation(said):
    """Return an organisation that is given as itself or by its code, None for none."""
    if isinstance(said, Organisation):
        return said
    found = Organisation.objects.select_related("canonical").filter(code=said or "").first()
    return found and (found.canonical or found)
