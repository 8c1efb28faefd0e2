"""Chances of meeting a target: told, kept as told, and scored when the outcome is known."""

from django.db import transaction

from cauhien.observatory.bridge import goals as bridge
from cauhien.observatory.models import IssuedProbability
from cauhien.observatory.queries import goals as queries
from cauhien.observatory.states import Verdict


@transaction.atomic
def issue_all(*, at):
    """Keep a chance for each target of which one can be computed; what was told is left alone."""
    targets = [one for one in queries.targets_for(None) if _is_open(one)]
    found = queries.series_of(targets)
    rows = []
    for target in targets:
        points = [(value.year, value.number) for value in found[target.pk].comparable]
        if told := bridge.outlook(target, points):
            rows.append(
                IssuedProbability(
                    target=target,
                    at=at,
                    year=target.year,
                    probability=told.chance,
                    low=told.low,
                    middle=told.middle,
                    high=told.high,
                    model=told.model,
                    points=told.points,
                    engine_version=bridge.VERSION,
                    input_key=told.key,
                )
            )
    IssuedProbability.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def score_all(*, at):
    """Score each told chance whose year has a value now."""
    waiting = list(queries.unscored())
    found = queries.series_of([one.target for one in waiting])
    for one in waiting:
        last = [value for value in found[one.target_id].comparable if value.year == one.year]
        if last:
            one.is_met = bridge.meets(one.target, last[0].number)
            one.score = bridge.score(one.probability, one.is_met)
            one.scored_at = at
            one.save(update_fields=["is_met", "score", "scored_at"])


def _is_open(target):
    numbered = target.operator in bridge.NUMBERED and target.number is not None
    return numbered and bool(target.year) and target.verdict == Verdict.OPEN
