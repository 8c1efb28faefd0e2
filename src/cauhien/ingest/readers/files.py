"""Files as they come: plain, gzip or zip; JSON lines, one JSON document, or CSV with a header.

Everything here streams: a file of any size is read with the memory of its longest line.
"""

import codecs
import csv
import gzip
import io
import itertools
import json
import re
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from cauhien.ingest.readers.records import BadLine

LONGEST_LINE = 8_000_000  # bytes; the longest record of a real source has about one million
CSV_FIELD = 1_000_000
PIECE = 1 << 18
_ESCAPED = re.compile("[\ud800-\udfff]")
_SUSPECT = re.compile(r"\\u(?:0000|d[89a-f])", re.IGNORECASE)
SHOWN = 300  # characters of a bad line that are kept to be looked at

csv.field_size_limit(CSV_FIELD)


class Raw(NamedTuple):
    """A record as the file gives it: a dict, or the BadLine that says why there is none."""

    line: int
    value: dict | None
    bad: BadLine | None = None
    text: str = ""


class BrokenFile(Exception):
    """The file ends in the middle or is not what its first bytes say.

    fault: a word of states.FileFault. The argument is for whoever reads the code's complaints.
    """

    def __init__(self, fault, words=""):
        super().__init__(words or fault)
        self.fault = fault


@contextmanager
def opened(path):
    """Yield the unpacked bytes of a file."""
    path = Path(path)
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(0)
        if start[:2] == b"\x1f\x8b":
            with gzip.open(file) as unpacked:
                yield unpacked
        elif start == b"PK\x03\x04":
            with _archive(file) as archive, archive.open(_member(archive)) as unpacked:
                yield unpacked
        else:
            yield file


def _archive(file):
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise BrokenFile("damaged", str(error)) from error


def _member(archive):
    """Return the name of the file in an archive that holds the records: JSON, the newest shape."""
    names = [name for name in archive.namelist() if name.endswith((".json", ".jsonl", ".csv"))]
    if not names:
        raise BrokenFile("no_records")
    return max(names, key=lambda name: (name.endswith((".json", ".jsonl")), "v2" in name, name))


def json_records(stream):
    """Yield a Raw for each record of JSON lines, of one array, or of {"results": […]}."""
    first = _next_line(stream)
    while first and not first.strip():  # its number would be lost, but nothing stands there
        first = _next_line(stream)
    second = _next_line(stream) if first else b""
    reads = _lines if _are_lines(first, second) else _document
    yield from _safely(reads([first, second], stream))


def _next_line(stream):
    return stream.readline(LONGEST_LINE + 1)


def _are_lines(first, second):
    """Return whether a file that begins with these lines holds one record a line."""
    start = first.decode("utf-8-sig", "replace").lstrip()
    if start.startswith("["):
        return False
    try:
        value = json.loads(start)
    except (ValueError, RecursionError):
        # A document spread over lines, or a first line that is bad?
        return not start.startswith("{") or second.lstrip().startswith(b"{")
    return not isinstance(inside_list(value, "results"), list)


def inside_list(value, name):
    return value.get(name) if isinstance(value, dict) else None


def _safely(records):
    """Turn what a packed file that ends too early raises into one clear error."""
    try:
        yield from records
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise BrokenFile("damaged", str(error)) from error


def _lines(head, stream):
    lines = itertools.chain(head, iter(lambda: _next_line(stream), b""))
    for number, line in enumerate(_whole(lines), 1):
        if len(line) > LONGEST_LINE:
            yield Raw(number, None, BadLine("too_long", f"> {LONGEST_LINE} bytes"))
        elif line.strip():
            yield _line(number, line)


def _whole(pieces):
    """Yield lines; of one that is too long only its first piece."""
    kept = None
    for piece in pieces:
        if kept is None:
            kept = piece
        if piece.endswith(b"\n") or len(piece) <= LONGEST_LINE:
            yield kept
            kept = None


def _line(number, line):
    shown = line[: 4 * SHOWN].decode("utf-8", "replace").replace("\x00", "\ufffd")[:SHOWN].rstrip()
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        return Raw(number, None, BadLine("bad_encoding", f"byte {error.start + 1}"), shown)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Raw(number, None, BadLine("bad_json", str(error)), shown)
    # Only an escape can have put in what PostgreSQL cannot keep: look deeper where there is one.
    return _checked(number, value, shown) if _SUSPECT.search(text) else _plain(number, value, shown)


def _plain(number, value, shown):
    if not isinstance(value, dict):
        return Raw(number, None, BadLine("not_object", type(value).__name__), shown)
    return Raw(number, value, None, shown)


def _checked(number, value, shown):
    if isinstance(value, dict) and holds_nul(value):
        return Raw(number, None, BadLine("nul"), shown)
    return _plain(number, value, shown)


def holds_nul(value):
    """Return whether a text in a JSON value holds what PostgreSQL cannot keep."""
    if isinstance(value, str):
        return "\x00" in value or bool(_ESCAPED.search(value))
    if isinstance(value, dict):
        return any(holds_nul(key) or holds_nul(part) for key, part in value.items())
    return isinstance(value, list) and any(map(holds_nul, value))


def _document(head, stream):
    """Yield the objects of an array, or of "results", without holding the whole of it."""
    decoder, number = json.JSONDecoder(), 0
    text, pieces = "", _texts(head, stream)
    inside, text = _enter(pieces)
    while True:
        text = text.lstrip(" \t\r\n,")
        if inside and text.startswith("]"):
            return
        try:
            value, end = decoder.raw_decode(text)
        except (ValueError, RecursionError) as error:
            more = next(pieces, "") if len(text) < LONGEST_LINE else ""
            if more:
                text += more
                continue
            if text:
                yield Raw(number + 1, None, BadLine("bad_json", str(error)), text[:SHOWN])
            return
        number, shown, text = number + 1, text[: min(end, SHOWN)], text[end:]
        yield _checked(number, value, shown.replace("\x00", "\ufffd"))


def _texts(head, stream):
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    for piece in itertools.chain(head, iter(lambda: stream.read(PIECE), b"")):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _enter(pieces):
    """Return (whether an array was entered, the text after its bracket or all of it)."""
    text = ""
    for piece in pieces:
        text += piece
        plain = text.lstrip()
        if plain.startswith("["):
            return True, plain[1:]
        at = plain.find('"results"')
        bracket = plain.find("[", at) if at >= 0 else -1
        if bracket >= 0:
            return True, plain[bracket + 1 :]
    return False, text  # one object alone


def csv_records(stream):
    """Yield a Raw for each row of a CSV file; its line is the last one that the row covers."""
    yield from _safely(_rows(stream))


def _rows(stream):
    # Bytes that are no UTF-8 are carried along, so that one bad cell costs one row.
    text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
    rows = csv.reader(text)
    try:
        header = next(rows, [])
    except csv.Error:
        raise BrokenFile("no_header") from None
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Raw(rows.line_num, None, BadLine("bad_csv", str(error)))
        else:
            if any(row):
                yield _row(rows.line_num, header, row)


def _row(number, header, row):
    line = ",".join(row)
    shown = line.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")[:SHOWN]
    if len(row) != len(header):
        counts = f"{len(row)} / {len(header)}"
        return Raw(number, None, BadLine("wrong_columns", counts), shown)
    if _ESCAPED.search(line):
        return Raw(number, None, BadLine("bad_encoding"), shown)
    if "\x00" in line:
        return Raw(number, None, BadLine("nul"), shown)
    return Raw(number, dict(zip(header, map(str.strip, row), strict=True)), None, shown)
