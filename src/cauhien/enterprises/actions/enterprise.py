"""An enterprise takes part, and says what it makes."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.enterprises import rules
from cauhien.enterprises.actions.refusals import CannotDo, ask, log
from cauhien.enterprises.models import Enterprise
from cauhien.enterprises.states import Act
from cauhien.organisations.actions.firms import CannotEnter, note_ror


@transaction.atomic
def register_enterprise(*, organisation, by, at):
    """Let a firm of the register take part, and return the Enterprise."""
    ask(rules.may_register(by, organisation))
    try:
        with transaction.atomic():
            found = Enterprise.objects.create(
                organisation=organisation, registered_at=at, registered_by=by
            )
    except IntegrityError:
        raise CannotDo(_("This organisation is registered already.")) from None
    log(found, Act.REGISTER, by, at)
    return found


@transaction.atomic
def describe_enterprise(*, enterprise, values, by, at):
    """Save what it says of itself: {products, of a firm industry, perhaps ror}.

    The id of ROR goes to the organisation in the register, where everybody reads it.
    """
    found = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    ask(rules.acts_for(by, found))
    values = dict(values)
    if ror := values.pop("ror", ""):
        _note_ror(found.organisation, ror, by, at)
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    log(found, Act.DESCRIBE, by, at)


def _note_ror(organisation, ror, by, at):
    try:
        note_ror(organisation=organisation, ror=ror, by=by, at=at)
    except CannotEnter:
        message = _("The register has this ROR for another organisation, or another one for this.")
        raise CannotDo(message, "ror") from None
