"""The leader's brief in the header, and as a notice of the week."""

from django.utils.translation import gettext_lazy as _

from cauhien.front import rules
from cauhien.front.actions import WEEKLY
from cauhien.front.documents import brief_in_mail
from cauhien.front.queries import brief_for
from cauhien.notices.states import Kind, register
from cauhien.ui import menu

menu.register(menu.Entry(_("Brief"), "front:brief", rules.may_read_brief))
register(
    Kind(
        WEEKLY,
        _("the brief of the week"),
        asked_for=True,
        still_concerns=lambda user, notice, at: rules.may_read_brief(user),
        in_mail=lambda user, at: {"sections": brief_in_mail(brief_for(user, at))},
    )
)
