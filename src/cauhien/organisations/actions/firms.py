"""Firms that came to the register by their tax code, and the one that is invented."""

from django.db import transaction

from cauhien.core.audit import record
from cauhien.core.provenance import record_assertion, source_of
from cauhien.core.text import fold
from cauhien.organisations.actions.register import KIND, spread, zone_of_name
from cauhien.organisations.models import Organisation, OrganisationName


class CannotEnter(Exception):
    """The organisation has another tax code already, or the code is another's."""


@transaction.atomic
def enter_firm(*, name, kind, tax_code, by, at):
    """Enter what the register does not know and return it.

    kind: an OrganisationKind. by: who has checked it.
    """
    zone, basis = zone_of_name(name)
    firm = Organisation(
        name_vi=name,
        kind=kind,
        zone=zone,
        zone_basis=basis,
        source=_source(at),
        source_key=f"tax:{tax_code}",
        retrieved_at=at,
    )
    firm.derive()
    firm.save()
    OrganisationName.objects.create(organisation=firm, value=name, folded=fold(name)[:300])
    return note_tax_code(organisation=firm, tax_code=tax_code, by=by, at=at)


@transaction.atomic
def make_illustration(*, values, reason, at):
    """Make an organisation that is invented and says so: no register, search or export knows it.

    values: names and kind, by column. reason: what is invented in it. It never has a tax code.
    """
    invented = Organisation(is_illustration=True, source_note=reason, **values)
    invented.derive()
    invented.save(force_insert=True)
    chain, detail = f"{KIND}:{invented.code}", {"reason": reason}
    record(chain=chain, act="illustrate", by=None, at=at, detail=detail)
    return invented


@transaction.atomic
def note_tax_code(*, organisation, tax_code, by, at):
    """Write down the tax code of an organisation; what a person vouches for, imports keep."""
    return _note(organisation, "tax_code", tax_code, by, at)


@transaction.atomic
def note_ror(*, organisation, ror, by, at):
    """Write down the id of ROR of an organisation, as https://ror.org/…, in the same way."""
    return _note(organisation, "ror", ror, by, at)


def _note(organisation, column, number, by, at):
    firm = Organisation.objects.select_for_update().get(pk=organisation.pk)
    known = getattr(firm, column)
    if known not in (None, number):
        raise CannotEnter(f"{firm.code} has the {column} {known}")
    if Organisation.objects.filter(**{column: number}).exclude(pk=firm.pk).exists():
        raise CannotEnter(f"{number} belongs to another organisation")
    if known == number:
        return firm
    setattr(firm, column, number)
    firm.save(update_fields=[column])
    about = (KIND, firm.code)
    record_assertion(
        subject=about, predicate=column, value=number, source=_source(at), by=by, at=at
    )
    detail = {column: number}
    record(chain=f"{KIND}:{firm.code}", act=column, by=by, at=at, detail=detail, public=True)
    spread([firm], at=at)
    return firm


def _source(at):
    """Return the source of what firms say of themselves."""
    return source_of(
        kind="form",
        raw_sha256="",
        retrieved_at=at,
        name="Firms that registered with their tax code",
        name_vi="Doanh nghiệp đăng ký bằng mã số thuế",
        licence="facts of the public tax register",
    )
