"""Calls, read."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cauhien.challenges.models import Call
from cauhien.challenges.queries.problem import frozen_text
from cauhien.challenges.states import NEEDED_OF_CALL, TOTAL, Award


def call_of(challenge):
    """Return the call of a problem with its procedure, None before one was begun."""
    return Call.objects.filter(challenge=challenge).select_related("procedure").first()


def missing_in_call(call):
    """Return {field: what is missing} of what a call must say before it is frozen."""
    missing: dict[str, str | Promise] = {
        name: say for name, say in NEEDED_OF_CALL.items() if getattr(call, name) in (None, "")
    }
    if sum(call.criteria.values_list("weight", flat=True)) != TOTAL:
        missing["criteria"] = _("The weights must total 100.")
    shares = sum(call.milestones.values_list("percent", flat=True))
    if call.award == Award.CONTRACT and shares != TOTAL:
        missing["milestones"] = _("The shares of the milestones must total 100.")
    return missing


def last_comparison(challenge):
    """Return the last comparison of a problem with its text as it was frozen last, else None."""
    done = challenge.comparisons.order_by("-at").select_related("by").first()
    frozen = frozen_text(challenge)
    return None if done and frozen and done.at < frozen.frozen_at else done
