"""A delay is passed on: to the head of the office, then the coordinator, then the leaders."""

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.notices.actions import tell
from cauhien.resolution.actions.refusals import locked, log
from cauhien.resolution.models import Escalation
from cauhien.resolution.queries import KIND, delays, is_still_late, people_told
from cauhien.resolution.states import Act

ESCALATED = "resolution.escalated"


def escalate_due(*, at):
    """Pass on whatever is late and was not passed on yet; return how many notices this made."""
    day = localdate(at)
    return sum(_pass_on(late, to, day, at) for late in delays(day) for to in late.told_by(day))


@transaction.atomic
def _pass_on(late, to, day, at):
    """Tell of a delay once, if it is still one; return how many are told."""
    task = locked(late.task)
    known = {"task": task, "why": late.why, "since": late.since, "to": to}
    if Escalation.objects.filter(**known).exists():
        return 0
    if not is_still_late(task, late.why, late.since, day):
        return 0
    Escalation.objects.create(**known, at=at)
    people = people_told(to, task, day)
    said = {"why": late.why, "since": str(late.since)}
    log(task, Act.ESCALATE, None, at, public=False, to=to, **said)
    about = (KIND, task.code)
    return len(tell(users=people, kind=ESCALATED, subject=about, at=at, parameters=said))
