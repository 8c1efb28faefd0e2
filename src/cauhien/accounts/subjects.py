"""What accounts show of themselves on every page."""

from django.utils.translation import gettext_lazy as _

from cauhien.accounts import rules
from cauhien.ui import menu

menu.register(menu.Entry(_("Roles"), "accounts:roles", rules.may_give_roles))
