"""An enterprise takes part, and says what it makes."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.enterprises import rules
from cauhien.enterprises.actions.refusals import CannotDo, ask, log
from cauhien.enterprises.models import Enterprise
from cauhien.enterprises.states import Act


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
    """Save what it says of itself: {products, and of a firm industry}."""
    found = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    ask(rules.acts_for(by, found))
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))
    log(found, Act.DESCRIBE, by, at)
