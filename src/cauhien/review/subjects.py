"""How the log names what councils do, and who finds the list of experts in the header."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.audit import name_acts
from cauhien.review import rules
from cauhien.review.states import CouncilAct, SeatAct
from cauhien.ui import menu

name_acts(CouncilAct)
name_acts(SeatAct)
menu.register(menu.Entry(_("Experts"), "review:experts", rules.may_keep_experts))
