"""What can be done with a meeting and an invitation, as buttons of their pages."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cauhien.meetings import rules
from cauhien.meetings.states import Act


@dataclass(frozen=True)
class Step:
    """One act on a page. page: where it has one of its own, else it is a button at once."""

    act: Act
    button: str | Promise
    page: str = ""
    tone: str = ""


OFFICE_STEPS = {
    "call": Step(Act.CALL, _("Send the invitations")),
    "invite": Step(Act.CHANGE, _("Choose members"), "meetings:invite", "second"),
    "change": Step(Act.CHANGE, _("Change the meeting"), "meetings:change", "second"),
    "minutes": Step(Act.MINUTE, _("Write the minutes"), "meetings:minutes"),
    "confirm": Step(Act.CONFIRM, _("Confirm the minutes"), "meetings:confirm"),
    "cancel": Step(Act.CANCEL, _("Cancel the meeting"), "meetings:act", "second"),
}
ANSWER_STEPS = {
    "come": Step(Act.COME, _("I will come")),
    "may-come": Step(Act.MAY_COME, _("I may come"), tone="second"),
    "stay-away": Step(Act.STAY_AWAY, _("I will not come"), tone="second"),
    "remark": Step(Act.REMARK, _("Remark on the minutes"), "meetings:act", "second"),
}


def offered(user, case, steps, at):
    """Return [(name, step)] of what this user can do with a case now."""
    acts = {way.act for way in rules.ways_for(user, case, at)}
    return [(name, step) for name, step in steps.items() if step.act in acts]
