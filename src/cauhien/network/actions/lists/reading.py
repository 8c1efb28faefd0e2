"""A list of publications, whichever of the four forms it has."""

import re
from typing import NamedTuple

from cauhien.network.actions.lists import bibtex, orcid, ris, table
from cauhien.network.actions.lists.entries import Entry, Unread
from cauhien.network.states import ListFault, ListForm

_RIS = re.compile(r"(?m)^TY {1,2}-")
_BIBTEX = re.compile(r"@\s*[A-Za-z]+\s*[{(]")
MOST = 1_000  # works in one list
MOST_COMMANDS = 20_000  # of LaTeX in one list


class Publications(NamedTuple):
    """A list as it was read. orcid: the iD of the record that it is, or ""."""

    form: ListForm
    entries: list[Entry]
    unread: list[Unread]
    orcid: str = ""


class NoList(Exception):
    """The file is in none of the forms, or holds no work, or too many; `fault` says which."""

    def __init__(self, fault):
        super().__init__(fault)
        self.fault = fault


def text_of(data):
    """Return the text of a file's bytes, in UTF-8 or marked as UTF-16; raise NoList."""
    is_wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise NoList(ListFault.ENCODING) from None


def publications(written):
    """Return the Publications in a text; raise NoList."""
    if "\x00" in written:
        raise NoList(ListFault.ENCODING)
    plain = written.replace("\r\n", "\n").strip("\ufeff")
    if not plain.strip():
        raise NoList(ListFault.EMPTY)
    found = _read(plain)
    if not (found.entries or found.unread):
        raise NoList(ListFault.EMPTY)
    if len(found.entries) + len(found.unread) > MOST:
        raise NoList(ListFault.TOO_MANY)
    return found._replace(unread=sorted(found.unread))


def _read(written):
    if written.lstrip().startswith(("{", "<")):
        try:
            entries, unread, own = orcid.read(written.lstrip())
        except (ValueError, RecursionError):
            raise NoList(ListFault.NO_FORM) from None
        return Publications(ListForm.ORCID, entries, unread, own)
    if _RIS.search(written):
        return Publications(ListForm.RIS, *ris.read(written))
    if blocks := _BIBTEX.findall(written):
        # Reading them takes long; of the blocks some are notes or abbreviations.
        if len(blocks) > 2 * MOST or written.count("\\") > MOST_COMMANDS:
            raise NoList(ListFault.TOO_MANY)
        return Publications(ListForm.BIBTEX, *bibtex.read(written))
    try:
        return Publications(ListForm.CSV, *table.read(written))
    except table.NoColumns:
        raise NoList(ListFault.NO_FORM) from None
