"""A file that somebody sends in: taken apart, cleaned, scanned, and only then kept."""

import io

from django.utils.translation import gettext as _

from cauhien.core import files, sheets
from cauhien.core.filetypes import CONTENT_TYPES, Kind, NotAcceptable
from cauhien.core.inspecting import inspect
from cauhien.core.scanning import REFUSALS, scan

MEGABYTE = 1 << 20


class CannotKeep(Exception):
    """The file is too large, of a kind that is not taken, or not clean; it says which."""


def keep(*, data, name, by, at, most=30 * MEGABYTE, kinds=tuple(Kind)):
    """Keep the bytes of a file and return their StoredFile. most: bytes. kinds: those taken."""
    if len(data) > most:
        raise CannotKeep(_("The file is larger than %(most)s MB.") % {"most": most // MEGABYTE})
    try:
        found = inspect(data)
    except NotAcceptable:
        found = None
    if found is None or found.kind not in kinds:
        named = ", ".join(kind.upper() for kind in kinds)
        raise CannotKeep(
            _("This is no file of these kinds that can be opened: %(kinds)s.") % {"kinds": named}
        )
    if refusal := REFUSALS.get(scan(found.data)):
        raise CannotKeep(str(refusal))
    return files.store(
        stream=io.BytesIO(found.data),
        name=name[:200],
        content_type=CONTENT_TYPES[found.kind],
        by=by,
        at=at,
    )


def keep_table(*, data, name, by, at):
    """Keep a workbook of at most 5 MB whose first sheet is a table; return its StoredFile."""
    kept = keep(data=data, name=name, by=by, at=at, most=5 * MEGABYTE, kinds=(Kind.XLSX,))
    rows_in(kept)
    return kept


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
