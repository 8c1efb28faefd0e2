"""Rows of a sheet as sayings that are not yet written, and the faults of those that cannot be."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache

from cauhien.core.models import Source
from cauhien.core.sheets import Fault, Row
from cauhien.core.text import fold, guess_language
from cauhien.observatory.actions.sheets.cells import (
    Amount,
    Period,
    Unreadable,
    amount_of,
    origin_in,
    period_of,
    qualifier_in,
    shown,
)
from cauhien.observatory.models import Indicator, Unit, Value
from cauhien.observatory.states import (
    SIGNS,
    IndicatorKind,
    Origin,
    Outcome,
    Qualifier,
    Refused,
    Status,
)

LONGEST_PRINTED, LONGEST_EDITION, LONGEST_NOTE = 40, 80, 1000
RANKS = {IndicatorKind.RANK, IndicatorKind.BAND}
BAD_CELLS = {"url": "url", "day": "retrieved", "definition": "definition"}  # fault → column


@dataclass(slots=True)
class Said:
    """What a row says, by the names of Value's columns; lighter than a Value, for long sheets."""

    indicator: Indicator
    unit: Unit
    span: Period
    amount: Amount
    qualifier: Qualifier
    printed: str
    definition: str
    edition: str
    origin: Origin
    source: Source
    note: str
    note_vi: str
    flags: list = field(default_factory=list)
    status: Status = Status.SHOWN
    why: str = ""
    pk = None
    chosen_by = None

    @property
    def key(self):
        """What one value of is shown: indicator, unit, period, definition."""
        return self.indicator.id, self.unit.id, self.span.text, self.definition

    @property
    def period(self):
        return self.span.text

    @property
    def number(self):
        return self.amount.number

    @property
    def sign(self):
        return SIGNS.get(Qualifier(self.qualifier), "")

    @property
    def low(self):
        return self.amount.low

    @property
    def high(self):
        return self.amount.high

    def code(self):
        """Return a code that the same saying has wherever it is read in."""
        said = (self.indicator.code, self.unit.code, self.span.text, self.definition, self.printed)
        return hashlib.sha256("|".join((*said, self.source.raw_sha256)).encode()).hexdigest()[:12]

    def written(self, **facts):
        """Return the Value, unsaved. facts: load_id, by, at."""
        columns = {
            "code": self.code(),
            "indicator_id": self.indicator.id,
            "unit_id": self.unit.id,
            **{"period": self.span.text, "since": self.span.since, "year": self.span.year},
            **{"number": self.number, "low": self.low, "high": self.high},
            "source_id": self.source.id,
            **{name: getattr(self, name) for name in SAME},
            **{"reason": "", "chosen_by": None, "chosen_at": None, "id": None},
        } | facts
        return Value.from_db(None, COLUMNS, [columns[name] for name in COLUMNS])


SAME = (
    *("qualifier", "printed", "definition", "edition", "origin", "note", "note_vi", "flags"),
    *("status", "why"),
)
COLUMNS = [column.attname for column in Value._meta.concrete_fields]


@dataclass(slots=True)
class Draft:
    """A row that was understood. beside: the value or saying shown until now, if there is one."""

    row: int
    value: Said
    is_of_two_units: bool = False
    outcome: Outcome = Outcome.NEW
    beside: Value | Said | None = None


def drafts_of(sheet, names, *, origin=None, cited=None):
    """Return (drafts, faults) of a sheet.

    names: of naming.Names. origin: of all, else by note. cited: cells title, url, licence for the
    rows that name no source.
    """
    drafts, faults, seen = [], list(sheet.faults), set()
    for row in sheet.rows:
        try:
            draft = _draft(_sourced(row, cited), names, origin, sheet.by_comma)
        except _BadCell as bad:
            if sheet.is_whole and bad.why == Refused.NO_UNIT:
                names.left_out.add(row.cells["name"])
                continue
            faults.append(Fault(row.number, _column(sheet, row, bad.column), bad.why))
            if sheet.is_whole:  # what is wrong is wrong in thousands of its cells
                break
            continue
        said = (draft.value.key, id(draft.value.source), draft.value.printed)
        if said in seen:
            faults.append(Fault(row.number, _column(sheet, row, "value"), "twice"))
        seen.add(said)
        drafts.append(draft)
    return drafts, sorted(faults)


def _sourced(row, cited):
    named = any(row.cells.get(name) for name in ("title", "source", "data_set"))
    return row if named or not cited else Row(row.number, row.cells | cited)


def _column(sheet, row, column):
    """Return how the sheet calls a column; in a wide one a value stands under its indicator."""
    in_wide = row.cells["indicator"] if column in {"indicator", "value"} else ""
    return sheet.shown.get(column, in_wide)


class _BadCell(Exception):
    def __init__(self, column, why):
        super().__init__(column, why)
        self.column, self.why = column, why


def _read(column, read, *arguments):
    try:
        return read(*arguments)
    except Unreadable as unreadable:
        raise _BadCell(BAD_CELLS.get(unreadable.why, column), unreadable.why) from None


def _draft(row, names, origin, by_comma):
    cells = row.cells
    note, note_vi = (_read(name, _note, cells.get(name)) for name in ("note", "note_vi"))
    indicator = _read("indicator", names.indicator, cells.get("indicator"))
    span = _read("period", _past, cells.get("period"), names.at)
    amount = _read("value", _fitting, cells.get("value"), indicator, by_comma)
    _read("measure", same_measure, cells.get("measure"), indicator)
    unit, is_doubtful = _read("unit", names.unit, cells.get("unit"), indicator, span)
    said = Said(
        indicator=indicator,
        unit=unit,
        span=span,
        amount=amount,
        qualifier=_qualifier(amount.qualifier, note),
        printed=shown(cells["value"])[:LONGEST_PRINTED],
        definition=_read("definition", definition_of, cells.get("definition"), indicator, note),
        edition=str(cells.get("edition") or "")[:LONGEST_EDITION],
        origin=origin or origin_in(note),
        source=_read("title" if "title" in cells else "source", names.source, cells),
        note=note,
        note_vi=note_vi or (note if _is_vietnamese(note) else ""),
    )
    return Draft(row.number, said, is_doubtful)


def _note(cell):
    text = str(cell or "")
    if len(text) > LONGEST_NOTE:
        raise Unreadable("long")
    return text


@lru_cache(maxsize=1024)
def _is_vietnamese(text):
    return guess_language(text).startswith("vi")


def _qualifier(said, note):
    return (note and said == Qualifier.EXACT and qualifier_in(note)) or said


def _past(cell, at):
    span = period_of(cell)
    if span.year and span.year > at.year:
        raise Unreadable("ahead")
    return span


def _fitting(cell, indicator, by_comma):
    amount = amount_of(cell, by_comma=by_comma)
    if indicator.kind not in RANKS:
        if amount.number is None:
            raise Unreadable("number")
        return amount
    for number in (amount.number, amount.low):
        if number is not None and (number < 1 or number != int(number)):
            raise Unreadable("rank")
    return amount


def same_measure(cell, indicator):
    """Refuse a unit of measure that names something else: "% of GDP" where "% of GRDP" is meant."""
    if not cell:
        return
    given = _words(cell)
    known = [_words(text) for text in (indicator.measure_en, indicator.measure_vi) if text]
    if known and not any(given <= one or one <= given for one in known):
        raise Unreadable("measure")


@lru_cache(maxsize=4096)
def _words(text):
    return set(fold(str(text)).replace("(", " ").replace(")", " ").replace("%", " % ").split())


def definition_of(cell, indicator, note=""):
    """Return the code of the definition that is named, by its code, its name or the note."""
    said = fold(str(cell or ""))
    for one in indicator.definitions.all():
        if said and said in {fold(one.code), fold(one.name_vi), fold(one.name_en)}:
            return one.code
        if not said and one.words and one.words in note:
            return one.code
    if said:
        raise Unreadable("definition")
    return ""
