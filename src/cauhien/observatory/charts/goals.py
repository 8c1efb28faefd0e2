"""Goals: position, pace, verdict, and the picture of one against its target."""

from collections import Counter
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.observatory.bridge import goals as bridge
from cauhien.observatory.charts.index import percent
from cauhien.observatory.queries.values import period_said
from cauhien.observatory.queries.wording import asked, valued
from cauhien.observatory.states import IndicatorKind, Verdict
from cauhien.ui.charts import Chart
from cauhien.ui.shapes import Axis, Point, series
from cauhien.ui.words import day, figure, number

TONES = {"met": "ok", "on_pace": "ok", "behind": "warn", "missed": "bad", "unknown": ""}


class Standing(NamedTuple):
    """How one target stands. verdict: "met", "on_pace", "behind", "missed" or "unknown"; words:
    the verdict as people read it; reason: why it is that one; share: of the way, 0 to 1, None
    where there is none; gap: the engine's Gap; outlook: an Outlook; ahead: how much of the way is
    likely to be done by the year, (least, most); without: why there is no outlook.
    """

    verdict: str
    words: str
    reason: str
    share: float | None = None
    gap: object = None
    outlook: object = None
    ahead: tuple[float, float] | None = None
    without: str = ""

    @property
    def tone(self):
        return TONES[self.verdict]


def standing(target, found, today, outlook):
    """Return the Standing of a target. found: queries.goals.Series. today: the day it is read.

    outlook: function of (target, [(year, number)]) that returns an Outlook or None.
    """
    if target.verdict in {Verdict.MET, Verdict.MISSED}:
        return _stands(str(target.verdict), target.verdict_reason)
    lacking = _lacking(target, found)
    if lacking:
        return _stands("unknown", lacking, without=_without(lacking))
    points = [(value.year, value.number) for value in found.comparable]
    gap = bridge.gap(target, points) if points else None
    likely = outlook(target, points)
    more = {
        "share": _share(target, found, gap),
        "gap": gap,
        "outlook": likely,
        "ahead": _ahead(target, points, likely) if likely else None,
        "without": "" if likely else _without(_few(points, target)),
    }
    return _stands(*_judged(target, found.newest, gap, today), **more)


def _lacking(target, found):
    """Return why nothing can be said of a target, "" where something can."""
    if not target.document:
        return _("no document names a rank in it")
    if target.operator not in bridge.NUMBERED or target.number is None:
        return _("the document gives no number")
    if target.indicator is None:
        return _("no indicator that measures it is loaded")
    if found.newest is None:
        return _("no value of the indicator is loaded")
    return _("the document gives no year") if target.year is None else ""


def _judged(target, newest, gap, today):
    """Return (verdict, why)."""
    said = {"value": valued(newest), "year": newest.period.replace("-", "–")}
    if newest.year <= target.year and bridge.meets(target, newest.number):
        return "met", _("%(value)s in %(year)s") % said
    if newest.year >= target.year:
        return "missed", _("%(value)s in %(year)s") % said
    if target.year < today.year:
        said["by"] = target.year
        reason = _("the year %(by)s is over, the newest value is of %(year)s: %(value)s") % said
        return "unknown", reason
    if gap is None or gap.observed != gap.observed:
        return "unknown", _("too few values to tell a pace")
    paces = {"seen": figure(gap.observed), "needed": figure(gap.required)}
    reason = _("%(seen)s a year so far, %(needed)s a year needed") % paces
    return "on_pace" if gap.is_on_pace else "behind", reason


def _stands(verdict, reason, **more):
    words = {
        "met": str(Verdict.MET.label),
        "on_pace": _("on pace"),
        "behind": _("behind"),
        "missed": str(Verdict.MISSED.label),
        "unknown": str(Verdict.UNKNOWN.label),
    }
    return Standing(verdict, words[verdict], reason, **more)


def _share(target, found, gap):
    """Return how much of the way is done; for a rise from zero on where there is one value."""
    if bridge.meets(target, found.newest.number):
        return 1.0
    if gap and len(found.comparable) > 1 and gap.share == gap.share:
        return min(max(gap.share, 0.0), 1.0)
    if bridge.direction(target) == 1 and target.number > 0 <= found.newest.number:
        return min(found.newest.number / target.number, 1.0)
    return None


def _ahead(target, points, outlook):
    """Return the likely shares of the way from the first point, None where there was none to go."""
    base = points[0][1]
    way = target.number - base
    return tuple(sorted((end - base) / way for end in (outlook.low, outlook.high))) if way else None


def pace_sentence(standing):
    """Return between which ends the pace so far lies, "" where there are too few values."""
    gap = standing.gap
    if gap is None or gap.low != gap.low or standing.verdict not in {"on_pace", "behind"}:
        return ""
    said = _("The pace so far lies between %(low)s and %(high)s a year (90 %% confidence).")
    return said % {"low": figure(gap.low), "high": figure(gap.high)}


def line(target, found, likely, today):
    """Return what a list says of a target, or of a ranking in which no document names a rank.

    likely: the Outlook as it was told last.
    """
    stands, newest = standing(target, found, today, likely), found.newest
    stored = newest and newest.pk
    return {
        "target": target,
        "title": target,
        "asked": asked(target) if target.document else "",
        "newest": newest,
        "newest_url": reverse("observatory:value", args=[newest.code]) if stored else "",
        "shown": valued(newest) if newest else "",
        "period": period_said(newest) if newest else "",
        "standing": stands,
        "ahead": ahead_sentence(target, stands) if target.document else places_sentence(found),
    }


def tally(lines):
    """Return [(words, tone, how many)] of the verdicts there are, from the best to none.

    lines: what `line` tells; a target without any value is not among them.
    """
    counts = Counter(one["standing"].verdict for one in lines if one["newest"])
    words = {one["standing"].verdict: one["standing"].words for one in lines}
    return [(words[one], tone, counts[one]) for one, tone in TONES.items() if counts[one]]


def places_sentence(found):
    """Return how many places a ranking shows gained or lost a year so far."""
    points = [(value.year, value.number) for value in found.comparable]
    pace = bridge.pace(points)
    if pace != pace:
        return _("too few values to tell a pace")
    said = {"places": figure(abs(pace)), "since": points[0][0]}
    if not pace:
        return _("neither up nor down since %(since)s") % said
    if pace < 0:
        return _("up by %(places)s a year since %(since)s") % said
    return _("down by %(places)s a year since %(since)s") % said


def ahead_sentence(target, standing):
    """Return what range is likely by the year, with its chance, "" where none was told."""
    if not standing.outlook:
        return ""
    said = _("likely by %(year)s: %(low)s to %(high)s %(measure)s (80 %%); chance %(chance)s")
    return said % {
        "year": target.year,
        "low": figure(standing.outlook.low),
        "high": figure(standing.outlook.high),
        "measure": target.indicator.measure,
        "chance": percent(standing.outlook.chance),
    }


def _few(points, target):
    if len(points) < bridge.LEAST:
        said = ngettext(
            "there is %(count)s comparable point, and %(least)s are needed",
            "there are %(count)s comparable points, and %(least)s are needed",
            len(points),
        )
        return said % {"count": len(points), "least": bridge.LEAST}
    if points[-1][0] >= target.year:
        return _("the year has come")
    return _("the series never changed")


def _without(reason):
    return _("A chance cannot be computed, because %(reason)s.") % {"reason": reason}


def issued_sentence(issued):
    """Return what chance was told last and when, and its score once it has come due."""
    said = {"share": percent(issued.probability), "day": day(issued.at)}
    if issued.score is None:
        return _("A chance of %(share)s was told here on %(day)s and is kept as told.") % said
    said["score"] = number(issued.score, 2)
    return _("A chance of %(share)s was told here on %(day)s; its Brier score is %(score)s.") % said


def loaded_sentence(found):
    """Return "17 of 61 loaded". found: {target id: Series}."""
    known = sum(one.newest is not None for one in found.values())
    said = _("%(known)s of %(all)s targets have a value loaded.")
    return said % {"known": number(known), "all": number(len(found))}


def score_sentence(count, mean):
    """Return how good the chances were that have come due."""
    if not count:
        return _("No chance told here has come due yet; each is kept and will be scored.")
    said = ngettext(
        "%(count)s chance told here has come due; its Brier score is %(mean)s"
        " (0 is perfect, 0.25 a coin).",
        "%(count)s chances told here have come due; their mean Brier score is %(mean)s"
        " (0 is perfect, 0.25 a coin).",
        count,
    )
    return said % {"count": number(count), "mean": number(mean, 2)}


def thermometer(target, found, standing):
    """Return the Chart of a target: values, the target, and what may come; None without values.

    Values on both sides of a break are not joined.
    """
    if not found.runs:
        return None
    points = [
        Point(value.year, value.number, run)
        for run, values in enumerate(found.runs)
        for value in values
    ]
    if ahead := standing.outlook:
        points.append(
            Point(target.year, ahead.middle, len(found.runs), ahead.low, ahead.high, is_ahead=True)
        )
    rows = [
        [str(one.year), figure(one.value), _ranged(one)]
        for one in sorted(points, key=lambda one: one.year)
    ]
    return Chart(
        f"{target.indicator}, {target.unit}",
        thermometer_sentence(target, found, standing),
        [
            {"label": _("Year")},
            {"label": target.indicator.measure or _("Value"), "number": True},
            {"label": _("Likely range"), "number": True},
        ],
        rows,
        series(points, _axis(target.indicator), goal=(target.year, target.number)),
    )


def _axis(indicator):
    return Axis(indicator.measure or _("value"), is_turned=indicator.kind == IndicatorKind.RANK)


def thermometer_sentence(target, found, standing):
    """Return position, target, and the chance where there is one."""
    said = _("%(now)s in %(year)s; the target is %(asked)s by %(by)s.") % {
        "now": valued(found.newest),
        "year": found.newest.period.replace("-", "–"),
        "asked": asked(target),
        "by": target.year,
    }
    return f"{said} {chance_sentence(standing)}"


def chance_sentence(standing):
    """Return the chance in words, or why there is none."""
    if not standing.outlook:
        return standing.without
    said = _("By the series so far the chance of meeting it is %(chance)s, from %(points)s points.")
    return said % {
        "chance": percent(standing.outlook.chance),
        "points": standing.outlook.points,
    }


def _ranged(point):
    return f"{figure(point.low)}–{figure(point.high)}" if point.is_ahead else ""
