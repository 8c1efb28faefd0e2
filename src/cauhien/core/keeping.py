"""A file that somebody sends in: taken apart, cleaned, scanned, and only then kept."""

import io

from django.utils.translation import gettext as _

from cauhien.core import files
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
