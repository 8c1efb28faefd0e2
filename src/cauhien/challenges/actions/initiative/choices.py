"""What a team agrees to besides taking part: that its file is shown though it is not chosen."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions.initiative.steps import CannotMoveFile, locked_initiative
from cauhien.challenges.rules.initiative import may_choose_shown
from cauhien.challenges.states import InitiativeAct
from cauhien.core.audit import record


@transaction.atomic
def choose_shown(*, initiative, by, at, is_shown):
    """Say whether title and public summary may be shown though the file is not chosen.

    The decision, once signed, is made by what was said last.
    """
    initiative = locked_initiative(initiative)
    if not may_choose_shown(by, initiative):
        raise CannotMoveFile(_("The lead of the team says so, before the decision is signed."))
    if initiative.is_shown_if_refused == is_shown:
        return
    initiative.is_shown_if_refused = is_shown
    initiative.save(update_fields=["is_shown_if_refused"])
    act, detail = InitiativeAct.CHOOSE_SHOWN, {"is_shown": is_shown}
    record(chain=initiative.chain, act=act, by=by, at=at, detail=detail)
