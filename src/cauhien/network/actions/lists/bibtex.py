"""BibTeX: each entry by its fields, what LaTeX wrote as commands turned into letters."""

import logging
import re
from itertools import count

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from bibtexparser.model import Field, ParsingFailedBlock

from cauhien.network.actions.lists.entries import BadEntry, Unread, entry, text
from cauhien.network.states import ListFault, WorkKind

logging.getLogger("bibtexparser").setLevel(logging.ERROR)  # whose list it is, is told: not the log

KINDS = {
    "article": WorkKind.ARTICLE,
    "inproceedings": WorkKind.CONFERENCE_PAPER,
    "conference": WorkKind.CONFERENCE_PAPER,
    "book": WorkKind.BOOK,
    "inbook": WorkKind.BOOK_CHAPTER,
    "incollection": WorkKind.BOOK_CHAPTER,
    "phdthesis": WorkKind.DISSERTATION,
    "mastersthesis": WorkKind.DISSERTATION,
    "techreport": WorkKind.REPORT,
    "dataset": WorkKind.DATASET,
}
VENUES = ("journal", "journaltitle", "booktitle", "publisher", "school", "institution")
IN_LATEX = ("title", "abstract", *VENUES)
_KEY = re.compile(r"(?m)^([ \t]*@\w+[ \t]*[{(])[ \t]*[^\s,{}=]*[ \t]*,")
# What the decoder lacks of the letters of Vietnamese: the hook and the horn of the T5 encoding.
_HOOK = re.compile(r"\\h(?:\s*\{((?:[^{}]|\{[^{}]*\})*)\}|\s+(\w))")
_HORN = re.compile(r"\\horn(?:\s*\{([ouOU])\}|\s+([ouOU]))")
_OWN = re.compile(r"\\([ouOU])horn(?![a-zA-Z])(?:\{\})?\s?", re.IGNORECASE)
_MARKS = {"abreve": "ă", "acircumflex": "â", "ecircumflex": "ê", "ocircumflex": "ô"}
_NAMED = re.compile(r"\\(" + "|".join(_MARKS) + r")(?![a-zA-Z])(?:\{\})?\s?", re.IGNORECASE)
_TWICE = re.compile(r"(\\(?:[`'~.]|[dh](?![a-zA-Z])))\s*(\\\^\s*[a-zA-Z]|\\u\s+[a-zA-Z])")  # \`\^a
_COMMAND = re.compile(r"[\\{}$~]|--|``|''")  # without one a text is as it reads; decoding is slow
_PLAIN = re.compile(r"(?<!\\)([%&#])")  # what people forget to escape, and LaTeX would drop


def read(written):
    """Return ([Entry], [Unread]) of a text in BibTeX."""
    lines = written.split("\n")
    numbers = count()  # for keys: they say nothing here, and the same one may stand twice
    written = _KEY.sub(lambda found: f"{found[1]}{next(numbers)},", written)
    library = bibtexparser.parse_string(written, append_middleware=[SeparateCoAuthors()])
    said = {}
    for one in library.entries:
        ready = {name: _ready(value) for name, value in _in_latex(one)}
        said[one.start_line] = dict(one.items()) | ready
        one.fields = [Field(name, value) for name, value in ready.items() if _COMMAND.search(value)]
    library = LatexDecodingMiddleware().transform(library)
    found, unread = [], []
    for block in library.blocks:
        if isinstance(block, ParsingFailedBlock):
            unread.append(_unread(block, ListFault.NOT_READ, lines))
    for one in library.entries:
        try:
            found.append(_entry(one, said[one.start_line] | dict(one.items())))
        except BadEntry as bad:
            unread.append(_unread(one, bad.fault, lines))
    return found, unread


def _in_latex(block):
    """Yield (name, value) of the fields to decode, each author for itself."""
    for name, value in block.items():
        if isinstance(value, list):
            yield from ((f"{name}:{at}", one) for at, one in enumerate(value))
        elif name in IN_LATEX:
            yield name, value


def _unread(block, fault, lines):
    return Unread(block.start_line + 1, fault, text(lines[block.start_line]))


def _entry(block, said):
    return entry(
        block.start_line + 1,
        {
            "title": said.get("title"),
            "year": said.get("year") or said.get("date"),
            "authors": [value for name, value in said.items() if name.startswith("author:")],
            "venue": next((said[name] for name in VENUES if said.get(name)), ""),
            "doi": said.get("doi"),
            "url": said.get("url"),
            "kind": KINDS.get(block.entry_type.lower(), WorkKind.OTHER),
            "abstract": said.get("abstract"),
        },
    )


def _ready(value):
    """Return a value in what the decoder knows."""
    value = _PLAIN.sub(r"\\\1", value)
    value = _TWICE.sub(r"\1{\2}", value)
    value = _NAMED.sub(lambda found: _like(_MARKS[found[1].lower()], found[1]), value)
    for pattern in (_OWN, _HORN):
        value = pattern.sub(lambda found: _horned(found[1] or found[2]), value)
    return _HOOK.sub(lambda found: f"{found[1] or found[2]}\u0309", value)


def _like(letter, command):
    return letter.upper() if command[0].isupper() else letter


def _horned(letter):
    return {"o": "ơ", "u": "ư", "O": "Ơ", "U": "Ư"}[letter]
