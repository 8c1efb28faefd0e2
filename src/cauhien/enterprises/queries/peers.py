"""The anonymous peer group: what other enterprises came to by the very same template.

Shown only where at least `LEAST` others have completed it, as quartiles of whole percents, and cut
at the first day of the month: nobody reads from a change what one enterprise has answered.
"""

from datetime import datetime, time
from statistics import quantiles
from typing import NamedTuple

from django.utils.timezone import localdate, make_aware

from cauhien.enterprises.models import Assessment
from cauhien.enterprises.states import AssessmentState

LEAST = 10


class Quartiles(NamedTuple):
    """Shares of what can be reached, in whole percent."""

    low: int
    middle: int
    high: int


class Peers(NamedTuple):
    """number: of other enterprises. groups: {key: Quartiles}."""

    number: int
    cut_on: datetime
    total: Quartiles
    groups: dict


def peers_of(assessment, at):
    """Return the Peers of a completed assessment, None while the group is too small."""
    cut = make_aware(datetime.combine(localdate(at).replace(day=1), time()))
    rows = (
        Assessment.objects.filter(
            template=assessment.template_id,
            content_sha256=assessment.content_sha256,
            state=AssessmentState.FROZEN,
            frozen_at__lt=cut,
            enterprise__organisation__is_illustration=False,
        )
        .exclude(enterprise=assessment.enterprise_id)
        .order_by("enterprise", "-frozen_at", "-id")
        .distinct("enterprise")
        .values_list("groups", flat=True)
    )
    found = list(rows)
    if len(found) < LEAST:
        return None
    most = {one["key"]: one["most"] for one in assessment.content["groups"]}
    whole = sum(most.values())
    return Peers(
        len(found),
        cut,
        _quartiles([100 * sum(one.values()) / whole for one in found]),
        {key: _quartiles([100 * one[key] / of for one in found]) for key, of in most.items()},
    )


def _quartiles(shares):
    return Quartiles(*(round(one) for one in quantiles(shares, n=4, method="inclusive")))
