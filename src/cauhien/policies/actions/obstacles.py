"""An obstacle that anybody reports, and the mechanism that is drafted for it."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.accounts.rules import is_office_staff
from cauhien.core.calendar import due_at
from cauhien.core.city import days_to_answer_suggestions
from cauhien.policies import rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.spreading import spread
from cauhien.policies.actions.steps import advance, log
from cauhien.policies.models import Mechanism, Obstacle
from cauhien.policies.states import Act, MechanismKind, MechanismState, Validity


@transaction.atomic
def send_obstacle(*, draft_code, written, by, at):
    """Report an obstacle and return it; the same form sent twice makes one.

    written: {column: value} of title, text, rule_text, about. by: None for who is not signed in.
    """
    if known := Obstacle.objects.filter(draft_code=draft_code).first():
        return known
    due = due_at(at, days_to_answer_suggestions(), working=True)
    obstacle = Obstacle.objects.create(
        draft_code=draft_code, sent_at=at, sent_by=by, due_at=due, **written
    )
    log(obstacle, Act.REPORT_OBSTACLE, by, at)
    return obstacle


@transaction.atomic
def draft_for_obstacle(*, obstacle, office, by, at):
    """Begin a draft of an office for an obstacle and return the draft."""
    if not rules.may_take_up(by, obstacle) or not is_office_staff(by, office=office):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    draft = Mechanism(
        state=MechanismState.DRAFT,
        is_public=False,
        kind=MechanismKind.SERVICE,
        title_vi=obstacle.title,
        validity=Validity.DRAFT,
        office=office,
    )
    draft.series = draft.code
    draft.derive()
    draft.save()
    log(draft, Act.DRAFT, by, at, obstacle=obstacle.code)
    spread([draft], at=at)
    advance(thing=obstacle, act=Act.TAKE_UP_OBSTACLE, by=by, at=at, mechanism=draft)
    return draft
