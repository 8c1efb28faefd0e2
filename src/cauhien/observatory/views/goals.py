"""Goals: all with position, pace and verdict, and one with its series."""

from functools import partial
from itertools import groupby
from typing import NamedTuple

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from cauhien.observatory.bridge.goals import outlook, outlook_told
from cauhien.observatory.charts import goals as charts
from cauhien.observatory.charts.standing import own_in
from cauhien.observatory.queries import frames, rankings, wording
from cauhien.observatory.queries import goals as queries


class OfYear(NamedTuple):
    """The targets of one year, None for those that name none, as `charts.line` tells them."""

    year: int | None
    known: list
    silent: list

    @property
    def tally(self):
        return charts.tally(self.known)


def goals(request):
    targets = list(queries.listed(request.user))
    found = queries.series_of(targets)
    issued, today = queries.issued(targets), localdate()
    computed = [one.line(today) for one in own_in(frames.published())]
    published = [_published(one, issued, today) for one in rankings.published(targets)]
    page = {
        "years": by_year(targets, found, issued, today),
        "loaded": charts.loaded_sentence(found),
        "score": charts.score_sentence(*queries.score()),
        "rankings": computed + published,
    }
    return render(request, "observatory/goals.html", page)


def by_year(targets, found, issued, today):
    """Return the OfYear of targets that stand in the order of their years.

    found: {target id: Series}; issued: {target id: the chance told last}.
    """
    told = [_goal(target, found[target.pk], issued, today) for target in targets]
    years = []
    for year, rows in groupby(told, key=lambda one: one["target"].year):
        of_year = list(rows)
        known = [one for one in of_year if one["newest"]]
        years.append(OfYear(year, known, [one for one in of_year if not one["newest"]]))
    return years


def _goal(target, found, issued, today):
    """Return the Line of a target. issued: {target id: the chance told last}."""
    told = partial(outlook_told, issued.get(target.pk))
    url = reverse("observatory:goal", args=[target.code])
    return charts.line(target, found, told, today) | {"url": url}


def _published(ranking, issued, today):
    target = ranking.target
    told = partial(outlook_told, issued.get(target.pk))
    page = reverse("observatory:indicator", args=[target.indicator.code])
    line = charts.line(target, ranking.found, told, today)
    return line | {"title": target.indicator, "url": f"{page}?unit={target.unit.code}"}


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
