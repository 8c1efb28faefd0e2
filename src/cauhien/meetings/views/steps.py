"""What can be done with a meeting and an invitation, as buttons of their pages."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cauhien.meetings import rules
from cauhien.meetings.states import Act


@dataclass(frozen=True)
class Step:
    """One act on a page. page: where it has one of its own, else it is a button at once.

    again: what the button says once this was done, where it can be done anew.
    """

    act: Act
    button: str | Promise
    page: str = ""
    tone: str = ""
    again: str | Promise = ""


OFFICE_STEPS = {
    "call": Step(Act.CALL, _("Send the invitations")),
    "invite": Step(Act.CHANGE, _("Choose members"), "meetings:invite", "second"),
    "change": Step(Act.CHANGE, _("Change the meeting"), "meetings:change", "second"),
    "confirm": Step(Act.CONFIRM, _("Confirm the minutes"), "meetings:confirm"),
    "minutes": Step(
        Act.MINUTE, _("Write the minutes"), "meetings:minutes", again=_("Change the minutes")
    ),
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
    ways = {way.act: way for way in rules.ways_for(user, case, at)}
    return [(name, _said(step, ways[step.act])) for name, step in steps.items() if step.act in ways]


def _said(step, way):
    is_again = step.again and way.source == way.target
    return replace(step, button=step.again, tone="second") if is_again else step
