"""The entry in the header, and the kinds of notices from below: roles given or ended."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cauhien.accounts.states import Letter, Role
from cauhien.notices.documents import name_of
from cauhien.notices.states import Kind, register
from cauhien.organisations.models import Office, Organisation
from cauhien.ui import menu

menu.register(
    menu.Entry(_("My work"), "notices:work", lambda user: True, count_url_name="notices:count")
)


def facts_of_grant(parameters):
    """Return role, office ("" for the whole city), from and to as the template names them."""
    office = Office.objects.select_related("organisation").filter(code=parameters["office"]).first()
    firm = Organisation.objects.filter(code=parameters.get("organisation", "")).first()
    days = {name: parameters[name] and date.fromisoformat(parameters[name]) for name in DAYS}
    name = name_of(office.organisation if office else firm)
    return parameters | days | {"role": Role(parameters["role"]).label, "office": name}


DAYS = ("from", "to")


def facts_of_invitation(parameters):
    return facts_of_grant(parameters) | {"expires": date.fromisoformat(parameters["expires"])}


register(Kind("notices.role_given", _("a role given to you"), urgent=True, facts=facts_of_grant))
register(Kind("notices.role_ended", _("a role of yours that ends"), facts=facts_of_grant))
register(Kind(Letter.INVITATION, Letter.INVITATION.label, urgent=True, facts=facts_of_invitation))
register(Kind(Letter.FIRM_ANSWER, Letter.FIRM_ANSWER.label, urgent=True))
