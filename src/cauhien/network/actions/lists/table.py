"""CSV with a line of names, in English or Vietnamese, as Scopus and Google Scholar give it too."""

import csv
import re

from cauhien.core.text import fold
from cauhien.network.actions.lists.entries import BadEntry, Unread, entry, text
from cauhien.network.states import ListFault

# Column: the names under which it is known, as they fold.
NAMES = {
    "title": ("title", "ten", "ten bai", "ten bai bao", "ten cong trinh", "nhan de", "tieu de"),
    "year": ("year", "publication year", "nam", "nam xuat ban", "nam cong bo"),
    "authors": ("authors", "author", "tac gia"),
    "venue": ("source title", "journal", "venue", "publication", "tap chi", "noi cong bo"),
    "doi": ("doi", "ma doi"),
    "url": ("url", "link", "dia chi", "lien ket"),
    "abstract": ("abstract", "tom tat"),
}
COLUMN_OF = {name: column for column, names in NAMES.items() for name in names}
_AUTHORS = re.compile(r"\s*;\s*|\s+and\s+|\n")


class NoColumns(Exception):
    """No line of names with a title and a year."""


def read(written):
    """Return ([Entry], [Unread]) of a text in CSV; raise NoColumns. Authors stand apart by ";"."""
    head = written.partition("\n")[0]
    apart = max(",;\t", key=head.count)
    rows = csv.reader(written.splitlines(keepends=True), delimiter=apart, skipinitialspace=True)
    found, unread, line = [], [], 1
    try:
        columns = [COLUMN_OF.get(fold(name).strip()) for name in next(rows, [])]
        if not {"title", "year"} <= set(columns):
            raise NoColumns
        while True:
            line = rows.line_num + 1
            if (row := next(rows, None)) is None:
                return found, unread
            if not any(map(str.strip, row)):
                continue
            try:
                found.append(_entry(line, columns, row))
            except BadEntry as bad:
                unread.append(Unread(line, bad.fault, text(", ".join(row))))
    except csv.Error:  # what follows cannot be told apart into rows any more
        return found, [*unread, Unread(line, ListFault.NOT_READ, "")]


def _entry(line, columns, row):
    if len(row) != len(columns):
        raise BadEntry(ListFault.COLUMNS)
    said = {column: value for column, value in zip(columns, row, strict=True) if column}
    return entry(line, said | {"authors": _AUTHORS.split(said.get("authors", ""))})
