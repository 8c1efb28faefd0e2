"""What makes a row doubtful; each trap has its number in docs/reference/observatory-traps.md.

A note counts as much as the numbers: who took a figure from a page often wrote down what was
wrong with it.
"""

import re
from collections import defaultdict
from datetime import date
from functools import lru_cache
from statistics import median

from django.db.models import F

from cauhien.core.text import fold
from cauhien.observatory.models import Value
from cauhien.observatory.states import Family, IndicatorKind, Outcome, Qualifier, Status, Trap

BOTTOM, HALF = 0.1, 0.5  # shares of a range of scores, and of a field of ranks
SCALE = re.compile(r"\b([01](?:\.\d+)?)-(\d+(?:\.\d+)?)")  # a score with ends, "0-100"
FAR, NEAR, FEWEST = 10, 5, 3  # times its neighbours; so many years around; so many of them
MOST_LOOKED_AT = 10_000  # rows: a longer sheet ships with the product
# Collections that come as whole tables of one publisher.
WHOLE_TABLES = {Family.WDI, Family.PENN, Family.HUMAN, Family.WIPO, Family.STATISTICS, Family.PAPI}
SMALL = 1e-6  # share of a total by which parts may miss it
OLD = 3 * 365  # days between an edition and the newest of its publisher
WEAK = re.compile(r"weak source|spam|inconsistent|contradict|uncertain|does not match|nguon yeu")
SWAP = re.compile(r"swap|doi cho")
SUM = re.compile(r"(\d+(?:[.,]\d+)?) \+ (\d+(?:[.,]\d+)?)")
TOTAL = re.compile(r"(?:total|tong)\D{0,12}(\d+(?:[.,]\d+)?)")
MOVED = re.compile(
    r"(?P<word>improved|rose|climbed|moved up|cai thien|tang|fell|dropped|slipped|giam|tut)\b.*?"
    r"(?:to|len|xuong) (?P<to>\d+)\w* (?:from|tu) (?P<of>\d+)"
)
BETTER = {"improved", "rose", "climbed", "moved up", "cai thien", "tang"}
RANK_OF = re.compile(r"(?:rank|hang) (\d+)(?: of |/)(\d+)")


def mark(drafts, names):
    """Write the traps of each draft into the flags of its value. names: of naming.Names."""
    checks = Checks(drafts, names)
    for draft in drafts:
        found = checks.of(draft) | set(draft.value.flags)
        draft.value.flags = [trap.value for trap in Trap if trap in found]


class Checks:
    """What is looked up for all rows once: who said what, ranks beside scores, editions."""

    def __init__(self, drafts, names):
        self.names = names
        self.said = defaultdict(dict)  # (indicator, period) → {(source, unit): number}
        self.by_unit = defaultdict(dict)  # (indicator code, period) → {unit: number}
        for draft in drafts:
            self._add(draft.value)
        self._add_known(drafts)
        self.newest = self._newest_editions()
        self.series = _series(drafts) if len(drafts) <= MOST_LOOKED_AT else {}

    def _add(self, value):
        if value.number is not None:
            source = value.source.raw_sha256
            self.said[value.indicator.id, value.period][source, value.unit.id] = value.number
            self.by_unit[value.indicator.code, value.period].setdefault(value.unit.id, value.number)

    def _add_known(self, drafts):
        periods = {draft.value.period for draft in drafts if _is_published(draft.value.indicator)}
        codes = {draft.value.indicator.code for draft in drafts}
        codes |= {_partner(code) for code in codes}
        for value in _known(codes, periods):
            self._add(value)

    def _newest_editions(self):
        newest = {}
        for source in self.names.data_sets.values():
            if edition := _day(source.version):
                held = newest.get(source.attribution)
                newest[source.attribution] = max(held or edition, edition)
        return newest

    def of(self, draft):
        """Return the set of traps that a row may be."""
        value, note = draft.value, fold(draft.value.note)
        found = {
            Trap.BAND: value.qualifier in {Qualifier.BAND, Qualifier.UNLISTED},
            Trap.PERIOD: value.span.since != value.span.year,
            Trap.UNDATED: value.span.year is None,
            Trap.MERGED: draft.is_of_two_units,
            Trap.DEFINITION: value.indicator.id in self.names.defined,
            Trap.CONFLICT: draft.outcome == Outcome.CONFLICT,
            Trap.BREAK: (value.indicator.id, value.span.year) in self.names.broken,
            Trap.WEAK: bool(note and WEAK.search(note)),
            Trap.SWAPPED: bool(note and SWAP.search(note)) or self._is_swapped(value),
            Trap.PARTS: bool(note and _do_not_add_up(note)) or self._differs_from_parts(value),
            Trap.DIRECTION: bool(note and _moves_wrongly(note, value.indicator)),
            Trap.RANK_SCORE: self._ranks_oddly(value, note),
            Trap.VINTAGE: self._is_old(value.source),
            Trap.SCALE: _is_off_its_scale(value),
            Trap.JUMP: self._jumps(value),
        }
        return {trap for trap, is_so in found.items() if is_so}

    def _is_swapped(self, value):
        said = self.said.get((value.indicator.id, value.period), {})
        if value.number is None or not _is_published(value.indicator):
            return False
        mine = value.source.raw_sha256
        for (source, unit), number in said.items():
            is_mine = source == mine
            if is_mine or unit == value.unit.id or number != value.number:
                continue
            theirs = said.get((source, value.unit.id))
            if theirs not in (None, value.number) and said.get((mine, unit)) == theirs:
                return True
        return False

    def _differs_from_parts(self, value):
        parts = self.names.parts.get(value.indicator.id)
        if not parts or value.number is None:
            return False
        where = value.source.raw_sha256, value.unit.id
        said = [self.said.get((part, value.period), {}).get(where) for part in parts]
        known = [number for number in said if number is not None]
        is_off = abs(sum(known) - value.number) > SMALL * abs(value.number)
        return len(known) == len(parts) and is_off

    def _ranks_oddly(self, value, note):
        """Return whether a rank cannot be that of the score beside it.

        Either another unit has the better rank with the worse score, or the score is near the
        bottom of a scale with ends while the rank is in the upper half.
        """
        stem = _stem(value.indicator.code)
        scores = self.by_unit.get((stem + "_SCORE", value.period), {})
        ranks = self.by_unit.get((stem + "_RANK", value.period), {})
        score, rank = scores.get(value.unit.id), ranks.get(value.unit.id)
        told = RANK_OF.search(note) if note else None
        if told and value.indicator.kind == IndicatorKind.SCORE:
            score, rank = value.number, float(told[1])
        if score is None or rank is None:
            return False
        both = ranks.keys() & scores.keys() - {value.unit.id}
        others = [(ranks[unit], scores[unit]) for unit in both]
        return any(
            (one - rank) * (other - score) > 0 for one, other in others
        ) or self._is_high_at_the_bottom(rank, score, others, stem)

    def _is_high_at_the_bottom(self, rank, score, others, stem):
        scale = self.names.indicators.get(fold(stem + "_SCORE"))
        if not others or scale is None or not SCALE.search(scale.measure_en):
            return False
        (first, best), (last, worst) = min(others), max(others)
        if not first < rank < last or not worst < score < best:
            return False
        return (score - worst) / (best - worst) < BOTTOM and (rank - first) / (last - first) < HALF

    def _jumps(self, value):
        """Return whether a value is FAR from the middle of its series; ranks may leap."""
        if value.indicator.kind in {IndicatorKind.RANK, IndicatorKind.BAND}:
            return False
        around = [
            number
            for year, number in self.series.get(_line(value), ())
            if value.span.year and 0 < abs(year - value.span.year) <= NEAR
        ]
        if len(around) < FEWEST or value.number is None or min(*around, value.number) <= 0:
            return False
        times = value.number / median(around)
        return times >= FAR or times <= 1 / FAR

    def _is_old(self, source):
        edition, newest = _day(source.version), self.newest.get(source.attribution)
        return bool(edition and newest and (newest - edition).days > OLD)


def _is_published(indicator):
    """Return whether the indicator is told by pages, one figure at a time."""
    return indicator.family not in WHOLE_TABLES


def _known(codes, periods):
    found = Value.objects.filter(indicator__code__in=codes, period__in=periods)
    published = found.exclude(indicator__family__in=WHOLE_TABLES)
    return published.select_related("source", "indicator", "unit")


def _series(drafts):
    """Return {line: [(year, number)]}: what the sheet and what is shown say of single years."""
    found = defaultdict(list)
    for draft in drafts:
        said = draft.value
        if said.span.year and said.span.since == said.span.year and said.number is not None:
            found[_line(said)].append((said.span.year, said.number))
    rows = Value.objects.filter(
        indicator__in={draft.value.indicator.id for draft in drafts},
        unit__in={draft.value.unit.id for draft in drafts},
        status=Status.SHOWN,
        since=F("year"),
        number__isnull=False,
    )
    columns = ("indicator_id", "unit_id", "definition", "year", "number")
    for *line, year, number in rows.values_list(*columns):
        found[tuple(line)].append((year, number))
    return found


def _line(said):
    return said.indicator.id, said.unit.id, said.definition


def _is_off_its_scale(value):
    ends = SCALE.search(value.indicator.measure_en)
    if not ends or value.number is None:
        return False
    return not float(ends[1]) <= value.number <= float(ends[2])


def _partner(code):
    stem = _stem(code)
    return stem + ("_SCORE" if code.endswith("_RANK") else "_RANK")


def _stem(code):
    return code.removesuffix("_RANK").removesuffix("_SCORE")


def _do_not_add_up(note):
    parts, total = SUM.search(note), TOTAL.search(note)
    if not parts or not total:
        return False
    first, second, whole = (float(n.replace(",", ".")) for n in (*parts.groups(), total[1]))
    return abs(first + second - whole) > SMALL * whole


def _moves_wrongly(note, indicator):
    told = MOVED.search(note)
    if not told:
        return False
    grew = float(told["to"]) > float(told["of"])
    is_better = grew == (indicator.direction > 0)
    return is_better != (told["word"] in BETTER)


@lru_cache(maxsize=1024)
def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
