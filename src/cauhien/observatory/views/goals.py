"""Goals: all with position, pace and verdict, and one with its series."""

from functools import partial
from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from cauhien.observatory.bridge.goals import outlook, outlook_told
from cauhien.observatory.charts import goals as charts
from cauhien.observatory.queries import goals as queries
from cauhien.observatory.queries import wording
from cauhien.observatory.queries.values import period_said


def goals(request):
    targets = list(queries.listed(request.user))
    found = queries.series_of(targets)
    issued, today = queries.issued(targets), localdate()
    told = [
        _told(target, found[target.pk], partial(outlook_told, issued.get(target.pk)), today)
        for target in targets
    ]
    years = []
    for year, rows in groupby(told, key=lambda one: one["target"].year):
        of_year = list(rows)
        known = [one for one in of_year if one["newest"]]
        years.append((year, known, [one for one in of_year if not one["newest"]]))
    page = {
        "years": years,
        "loaded": charts.loaded_sentence(found),
        "score": charts.score_sentence(*queries.score()),
    }
    return render(request, "observatory/goals.html", page)


def _told(target, found, likely, today):
    """Return what the list says of a target. likely: the Outlook as it was told last."""
    standing = charts.standing(target, found, today, likely)
    return {
        "target": target,
        "asked": wording.asked(target),
        "newest": found.newest,
        "shown": wording.valued(found.newest) if found.newest else "",
        "period": period_said(found.newest) if found.newest else "",
        "standing": standing,
        "ahead": charts.ahead_sentence(target, standing),
    }


def goal(request, code):
    target = get_object_or_404(queries.targets_for(request.user), code=code)
    found = queries.series_of([target])[target.pk]
    standing = charts.standing(target, found, localdate(), outlook)
    issued = queries.issued([target]).get(target.pk)
    page = {
        "target": target,
        "asked": wording.asked(target),
        "standing": standing,
        "newest": found.newest,
        "chart": charts.thermometer(target, found, standing) if target.number else None,
        "chance": charts.chance_sentence(standing),
        "pace": charts.pace_sentence(standing),
        "issued": charts.issued_sentence(issued) if issued else "",
        "others": queries.targets_for(request.user).filter(key=target.key).exclude(pk=target.pk),
    }
    return render(request, "observatory/goal.html", page)
