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
        raise CannotDo(_("This firm is registered already.")) from None
    log(found, Act.REGISTER, by, at)
    return found


@transaction.atomic
def describe_enterprise(*, enterprise, values, by, at):
    """Save what the enterprise says of itself: {industry, products}."""
    found = Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    ask(rules.acts_for(by, found))
    found.industry, found.products = values["industry"], values["products"]
    found.save(update_fields=["industry", "products"])
    log(found, Act.DESCRIBE, by, at)
