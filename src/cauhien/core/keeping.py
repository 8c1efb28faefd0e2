"""A file that somebody sends in: taken apart, cleaned, scanned, and only then kept."""

import io
from typing import NamedTuple

from django.utils.translation import gettext as _

from cauhien.core import files, sheets
from cauhien.core.filetypes import CONTENT_TYPES, Kind, NotAcceptable
from cauhien.core.inspecting import inspect
from cauhien.core.scanning import REFUSALS, scan

MEGABYTE = 1 << 20
BOOK, CSV = b"PK\x03\x04", "text/csv"


class CannotKeep(Exception):
    """The file is too large, of a kind that is not taken, or not clean; it says which."""


class Clean(NamedTuple):
    """The bytes of a file that may be kept, and what they are."""

    data: bytes
    content_type: str


def keep(*, data, name, by, at, most=30 * MEGABYTE, kinds=tuple(Kind)):
    """Keep the bytes of a file and return their StoredFile. most: bytes. kinds: those taken."""
    return put(cleaned(data, most=most, kinds=kinds), name=name, by=by, at=at)


def put(clean, *, name, by, at):
    """Store what was cleaned; return its StoredFile."""
    return files.store(
        stream=io.BytesIO(clean.data),
        name=name[:200],
        content_type=clean.content_type,
        by=by,
        at=at,
    )


def cleaned(data, *, most=30 * MEGABYTE, kinds=tuple(Kind)):
    """Return the bytes of a file as Clean: taken apart, without what can act, and scanned."""
    _measure(data, most)
    try:
        found = inspect(data)
    except NotAcceptable:
        found = None
    if found is None or found.kind not in kinds:
        named = ", ".join(kind.upper() for kind in kinds)
        raise CannotKeep(
            _("This is no file of these kinds that can be opened: %(kinds)s.") % {"kinds": named}
        )
    _scan(found.data)
    return Clean(found.data, CONTENT_TYPES[found.kind])


def cleaned_table(data, *, most):
    """Return the bytes of a table as Clean: a workbook, or CSV, in which nothing can act."""
    if data.startswith(BOOK):
        return cleaned(data, most=most, kinds=(Kind.XLSX,))
    _measure(data, most)
    _scan(data)
    return Clean(data, CSV)


def _measure(data, most):
    if len(data) > most:
        raise CannotKeep(_("The file is larger than %(most)s MB.") % {"most": most // MEGABYTE})


def _scan(data):
    if refusal := REFUSALS.get(scan(data)):
        raise CannotKeep(str(refusal))


def keep_table(*, data, name, by, at):
    """Keep a workbook of at most 5 MB whose first sheet is a table; return its StoredFile."""
    kept = keep(data=data, name=name, by=by, at=at, most=5 * MEGABYTE, kinds=(Kind.XLSX,))
    rows_in(kept)
    return kept


def keep_book(*, data, name, by, at):
    """Keep a workbook of at most 5 MB with a table in one sheet or more; return its StoredFile."""
    kept = keep(data=data, name=name, by=by, at=at, most=5 * MEGABYTE, kinds=(Kind.XLSX,))
    if all(isinstance(rows, Exception) for rows in tables_in(kept).values()):
        raise CannotKeep(_("No sheet of this workbook holds a table with a name over each column."))
    return kept


def tables_in(kept):
    """Return the tables of a kept workbook, as `sheets.every_table`."""
    try:
        return sheets.every_table(files.path_of(kept.sha256).read_bytes())
    except sheets.NotATable:
        raise CannotKeep(_("This is no workbook that can be read.")) from None


def rows_in(kept):
    """Return the rows of a kept workbook, as `sheets.rows_of`; CannotKeep where it has none."""
    try:
        return sheets.rows_of(files.path_of(kept.sha256).read_bytes())
    except sheets.NotATable:
        message = _("The first row of the first sheet must name each column once.")
        raise CannotKeep(message) from None
    except sheets.TooLong:
        message = _("The table has more than %(most)s rows.") % {"most": sheets.MOST_ROWS}
        raise CannotKeep(message) from None
