"""What does not work: reported by who uses it, answered by the host."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.facilities import rules
from cauhien.facilities.actions.outages import report_outage
from cauhien.facilities.actions.steps import Asked, advance, need, write
from cauhien.facilities.models import FaultReport
from cauhien.facilities.states import FAULT_WAYS, UseAct


@transaction.atomic
def report_fault(*, resource, text, by, at, booking=None):
    """Tell the host what does not work; return the FaultReport. booking: in which it was seen."""
    need(rules.may_ask(by), _("Sign in in your own name to report it."))
    is_host = rules.speaks_for(by, resource.laboratory)
    need(not is_host, _("You speak for this laboratory: record the outage yourself."))
    is_own = booking is None or (booking.resource_id == resource.pk and rules.owns(by, booking))
    need(is_own, _("This booking is not yours."))
    fault = FaultReport.objects.create(
        resource=resource,
        booking=booking,
        organisation=booking.organisation if booking else None,
        text=text.strip(),
        user=by,
        made_at=at,
    )
    write(fault, FAULT_WAYS[0], Asked(by=by, at=at, words=fault.text, refusal=""))
    return fault


def find_in_order(*, fault, words, by, at):
    """Say that it works, and why."""
    said = {"answer": words.strip(), "ended_at": at}
    return advance(case=fault, act=UseAct.FIND_IN_ORDER, by=by, at=at, words=words, **said)


@transaction.atomic
def take_out(*, fault, by, at, **outage):
    """Record an outage for a fault, and tell who has reported it; return the Reported.

    outage: what `report_outage` takes.
    """
    need(outage["resource"].laboratory_id == fault.laboratory.pk, _("Choose what was reported."))
    done = report_outage(by=by, at=at, **outage)
    words = done.outage.reason
    said = {"answer": words, "outage": done.outage, "ended_at": at}
    advance(case=fault, act=UseAct.TAKE_OUT, by=by, at=at, words=words, **said)
    return done
