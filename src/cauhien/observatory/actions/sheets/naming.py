"""Which indicator, unit and source the cells of a row mean."""

import hashlib
from collections import defaultdict
from datetime import UTC, date, datetime, time

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from cauhien.core.models import Source
from cauhien.core.text import fold
from cauhien.observatory.actions.sheets.cells import Unreadable
from cauhien.observatory.models import Indicator, Unit
from cauhien.observatory.states import CITED, DATA_SET, UnitKind

FACTS = "facts only"  # licence where a page states none: figures, no sentences
LONGEST_TITLE, LONGEST_URL = 200, 500
_is_address = URLValidator(schemes=["http", "https"])


class Names:
    """The registers, read once for a sheet."""

    def __init__(self, *, at):
        self.at = at
        self.indicators, self.parts = {}, defaultdict(list)
        self.defined, self.broken = set(), set()  # ids; (id, year)
        for one in Indicator.objects.prefetch_related("breaks", "definitions"):
            self.indicators[fold(one.code)] = one
            if one.source_code:
                self.indicators[fold(one.source_code)] = one
            if one.whole_id:
                self.parts[one.whole_id].append(one.id)
            if len(one.definitions.all()) > 1:
                self.defined.add(one.id)
            self.broken.update((one.id, row.year) for row in one.breaks.all())
        self.units = defaultdict(list)
        for unit in Unit.objects.all():
            for name in _names_of(unit):
                self.units[name].append(unit)
        known = Source.objects.filter(kind__in=[CITED, DATA_SET])
        self.sources = {(one.kind, one.raw_sha256): one for one in known}
        self.data_sets = {one.code: one for one in known if one.kind == DATA_SET}
        self.new_sources = []
        self.left_out = set()  # names of units of a publisher's table that are not kept
        self._codes, self._found = {}, {}

    def indicator(self, cell):
        """Return the Indicator of a code, its own or its publisher's; raise Unreadable."""
        found = self._codes.get(cell)
        if found is None:
            found = self._codes[cell] = self.indicators.get(fold(str(cell or "")))
        if found is None:
            raise Unreadable("no_indicator")
        return found

    def unit(self, cell, indicator, period):
        """Return (Unit, whether its name is borne by two units of which the period tells none).

        A province is the one that existed at the end of the period. Raises Unreadable.
        """
        key = (str(cell or ""), indicator.level, period.year)  # a sheet names the same ones often
        if key not in self._found:
            self._found[key] = self.unit_of(*key)
        return self._found[key]

    def unit_of(self, name, level, year):
        """Return what `unit` does for the figures of a level (UnitKind) in a year or None."""
        named = self.units.get(fold(name), [])
        if not named:
            raise Unreadable("no_unit")
        alike = [one for one in named if _is_at(one, level)] or named
        end = date(year, 12, 31) if year else self.at.date()
        valid = [one for one in alike if _is_valid(one, end)] or alike
        if len(valid) > 1:
            raise Unreadable("which_unit")
        is_doubtful = len(alike) > 1 and (not year or _begins_in(alike, year))
        return valid[0], is_doubtful or not _is_valid(valid[0], end)

    def source(self, cells):
        """Return the Source that a row names, a new one unsaved; raise Unreadable."""
        if cells.get("data_set"):
            return self._edition(cells)
        if code := str(cells.get("source") or ""):
            if found := self.data_sets.get(code.replace(".", "-")):
                return found
            raise Unreadable("no_source")
        title, url = str(cells.get("title") or ""), _address(cells.get("url"))
        if not title:
            raise Unreadable("no_source")
        if len(title) > LONGEST_TITLE:
            raise Unreadable("long")
        licence = str(cells.get("licence") or "") or FACTS
        digest = hashlib.sha256(f"{title}|{url}|{licence}".encode()).hexdigest()
        if (CITED, digest) not in self.sources:
            made = Source(
                kind=CITED,
                name=title,
                url=url,
                licence=licence[:80],
                retrieved_at=_moment(cells.get("retrieved")) or self.at,
                raw_sha256=digest,
            )
            self.sources[(CITED, digest)] = made
            self.new_sources.append(made)
        return self.sources[(CITED, digest)]

    def _edition(self, cells):
        """Return the Source of an edition of a data set, a new one unsaved."""
        said = {
            "attribution": cells["publisher"],
            "name": cells["data_set"],
            "version": cells["updated"],
        }
        for one in self.data_sets.values():
            if said == {name: getattr(one, name) for name in said}:
                return one
        made = Source(
            kind=DATA_SET,
            **said,
            licence=cells.get("licence") or FACTS,
            url=cells.get("url") or "",
            retrieved_at=self.at,
            raw_sha256=hashlib.sha256("|".join(said.values()).encode()).hexdigest(),
        )
        self.data_sets[made.code] = made
        self.new_sources.append(made)
        return made


def _names_of(unit):
    said = (unit.code, unit.official_code, unit.name_vi, unit.name_en, *unit.aliases)
    return {fold(name) for name in said if name}


def _is_at(unit, level):
    return unit.kind == level or (level == UnitKind.CITY and unit.is_city)


def _is_valid(unit, day):
    return (unit.valid_from or day) <= day <= (unit.valid_to or day)


def _begins_in(units, year):
    return any(one.valid_from and one.valid_from.year == year for one in units)


def _address(cell):
    """Return an address; "" for none and for a remark in brackets in its place."""
    text = str(cell or "")
    if not text or text.startswith("("):
        return ""
    try:
        _is_address(text)
    except ValidationError:
        raise Unreadable("url") from None
    if len(text) > LONGEST_URL:
        raise Unreadable("url")
    return text


def _moment(cell):
    if cell is None or cell == "":
        return None
    if isinstance(cell, date):
        return datetime.combine(cell, time(), UTC)
    try:
        return datetime.combine(date.fromisoformat(str(cell)), time(), UTC)
    except ValueError:
        raise Unreadable("day") from None
