"""Which of several values is shown: a person says so, with a reason."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cauhien.core.audit import record
from cauhien.core.jobs import defer
from cauhien.observatory import rules
from cauhien.observatory.actions.taking import chain_of
from cauhien.observatory.models import Value
from cauhien.observatory.queries.values import beside
from cauhien.observatory.states import Act, Status, Why


@transaction.atomic
def choose(*, value, reason, by, at):
    """Show a value from now on, whatever later sheets say; the others stand beside it."""
    if not rules.may_choose(by):
        raise PermissionDenied
    together = list(Value.objects.select_for_update().filter(pk__in=beside(value).values("pk")))
    before = next((one for one in together if one.status == Status.SHOWN), None)
    Value.objects.filter(pk__in=[one.pk for one in together]).update(
        status=Status.OTHER, why="", reason="", chosen_by=None, chosen_at=None
    )
    value.status, value.why, value.reason = Status.SHOWN, Why.CHOSEN, reason.strip()
    value.chosen_by, value.chosen_at = by.uuid, at
    value.save(update_fields=["status", "why", "reason", "chosen_by", "chosen_at"])
    record(
        chain=chain_of(value.indicator),
        act=Act.VALUE_CHOSEN,
        by=by,
        at=at,
        public=True,
        detail={
            "value": value.code,
            "unit": value.unit.code,
            "period": value.period,
            "shown": value.printed,
            "before": before.printed if before else "",
            "reason": value.reason,
        },
    )
    defer("observatory.compute", once="observatory.compute")
    return value
