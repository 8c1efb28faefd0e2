"""What a line of the log says beside its act, in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.states import Role
from cauhien.challenges.states import EVERYBODY, MemberRole, Outcome, State
from cauhien.trail.states import Page

register = template.Library()

LABELS = {
    "from": gettext_lazy("from"),
    "to": gettext_lazy("to"),
    "outcome": gettext_lazy("outcome"),
    "reason": gettext_lazy("reason"),
    "basis": gettext_lazy("rests on"),
    "into": gettext_lazy("merged into"),
    "page": gettext_lazy("page"),
    "member": gettext_lazy("member of the team"),
    "role": gettext_lazy("role"),
    "question": gettext_lazy("question"),
    "document": gettext_lazy("document"),
    "file": gettext_lazy("file"),
    "review": gettext_lazy("review"),
    "person": gettext_lazy("person"),
    "fix_due_on": gettext_lazy("due"),
}
STATES = {"from": State, "to": State, "outcome": Outcome, "page": Page, "role": MemberRole}


@register.filter
def said(line):
    """Return (label, value) of all that a line says; what has no word stands as it was written."""
    return [(LABELS.get(name, name), _value(name, value)) for name, value in line.detail.items()]


@register.filter
def holders(access):
    """Return who holds an access that is given to a role."""
    return _("everybody") if access.role == EVERYBODY else Role(access.role).label


def _value(name, value):
    words = STATES.get(name)
    if words and value in words:
        return words(value).label
    if isinstance(value, list):
        return "; ".join(_told(one) for one in value)
    return value


def _told(one):
    """Return a thing of a list: by its title where it has one."""
    return str(one.get("title", one)) if isinstance(one, dict) else str(one)
