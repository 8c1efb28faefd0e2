"""Files that are screened, and those whose day has passed."""

from collections import defaultdict

from django.utils.timezone import localdate

from cauhien.challenges.models import Initiative
from cauhien.challenges.queries.initiative.content import last_version, seen_of
from cauhien.challenges.states import InitiativeState

WAITING = (InitiativeState.SUBMITTED, InitiativeState.FIX_ASKED)


def checklist_for(initiative):
    """Return [(item, check or None)] of the whole checklist."""
    kept = {check.item_id: check for check in initiative.checks.select_related("by")}
    return [(item, kept.get(item.pk)) for item in initiative.challenge.call.checklist.all()]


def proofs_of(initiative, sight):
    """Return {code of a line of the checklist: documents sent for it} as a sight shows them."""
    version, found = last_version(initiative), defaultdict(list)
    for one in seen_of(version.read(), sight)["documents"] if version else ():
        found[one["item"]].append(one)
    return found


def unscreened(challenge):
    """Return the files of a call of which nobody has said yet whether they are eligible."""
    return Initiative.objects.filter(challenge=challenge, state__in=WAITING)


def lapsed(at):
    """Return the files that were to be completed by a day that has passed."""
    late = Initiative.objects.filter(state=InitiativeState.FIX_ASKED, fix_due_on__lt=localdate(at))
    return late.order_by("id")


def is_confirmed(initiative):
    """Return whether a file was sent under the terms of the call that hold now."""
    last = last_version(initiative)
    return last is None or last.call_version >= initiative.challenge.call.confirm_from


def screening_record(challenge):
    """Return what came of the screening, as it is hashed."""
    files = Initiative.objects.filter(challenge=challenge).exclude(submitted_at=None)
    return {
        "challenge": challenge.code,
        "files": [
            {"code": one.code, "number": one.number, "state": one.state}
            for one in files.order_by("id")
        ],
    }
