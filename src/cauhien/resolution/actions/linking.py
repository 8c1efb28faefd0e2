"""Which problem of the city serves a task, as an office says."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.queries import challenges_for
from cauhien.resolution import rules
from cauhien.resolution.actions.refusals import CannotDo, ask, locked, log
from cauhien.resolution.models import ServedBy
from cauhien.resolution.states import Act


@transaction.atomic
def link_problem(*, task, challenge, reason, by, at):
    """Say that a problem serves a task, with the reason; everybody who sees both reads it."""
    task = locked(task)
    ask(rules.may(by, task, "link") and challenges_for(by).filter(pk=challenge.pk).exists())
    if not reason.strip():
        raise CannotDo(_("Say why."), "reason")
    if challenge.is_illustration:
        raise CannotDo(_("An invented problem serves no task."), "problem")
    said = {"reason": reason.strip(), "at": at, "by": by}
    link, is_new = ServedBy.objects.get_or_create(task=task, challenge=challenge, defaults=said)
    if not is_new:
        raise CannotDo(_("This problem is linked already."), "problem")
    is_public = challenge.is_public or not challenge.office_id
    log(task, Act.LINK, by, at, public=is_public, problem=challenge.code, reason=link.reason)
    return link


@transaction.atomic
def unlink_problem(*, link, reason, by, at):
    """End such a link, with the reason."""
    task = locked(link.task)
    ask(rules.may(by, task, "link"))
    if not reason.strip():
        raise CannotDo(_("Say why."), "reason")
    code = link.challenge.code
    link.delete()
    log(task, Act.UNLINK, by, at, public=False, problem=code, reason=reason.strip())
