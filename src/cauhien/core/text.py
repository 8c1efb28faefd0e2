"""The product's door to the text engine: one folding, one order, one lexicon for everything."""

import csv
import gzip
import hashlib
from functools import lru_cache

from django.conf import settings

from cauhien_engine.text.folding import canonical, fold
from cauhien_engine.text.lexicon import Lexicon
from cauhien_engine.text.names import name_sort_key, parse_name
from cauhien_engine.text.sorting import sort_key
from cauhien_engine.text.stemming import stem
from cauhien_engine.text.terms import guess_language, placed_words, runs_of_words, terms, words

__all__ = [
    "canonical",
    "fold",
    "guess_language",
    "lexicon",
    "marked_words",
    "name_sort_key",
    "notes_in_vietnamese",
    "parse_name",
    "placed_words",
    "runs_of_words",
    "sort_key",
    "stem",
    "terms",
    "words",
]

NOTES = "notes-vi.tsv"
LEXICON = ("lexicon-vi-en.tsv", "lexicon-vi-en.tsv.gz", "glossary-vi-en.tsv")


def marked_words(text):
    """Return the words of a text that bear marks, each mark in one place: thuỷ is thủy."""
    if text.isascii():
        return []
    written = canonical(text)
    found = ((folded, written[start:end]) for folded, start, end in placed_words(written))
    return [word for folded, word in found if word != folded]


@lru_cache(maxsize=1)
def lexicon():
    """Return (Lexicon, sha256 of its files), Vietnamese to English; read once in a process."""
    digest, tables = hashlib.sha256(), {"lexicon": [], "glossary": []}
    for path in (settings.DATA / name for name in LEXICON):
        if path.is_file():
            digest.update(path.read_bytes())
            tables[path.name.split("-")[0]] += _rows(path)
    learnt = [(vi, en, float(score), float(times)) for vi, en, score, times in tables["lexicon"]]
    reviewed = [(row[0], row[1]) for row in tables["glossary"]]
    return Lexicon(learnt, reviewed), digest.hexdigest()


@lru_cache(maxsize=1)
def notes_in_vietnamese():
    """Return {what shipped tables note in English: the same in Vietnamese}; read once."""
    path = settings.DATA / NOTES
    return dict(_rows(path)) if path.is_file() else {}


def _rows(path):
    """Return the rows of a table, comments and the line of names left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        rows = [row for row in csv.reader(told, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return rows[1:] if rows and rows[0][0] in {"vi", "source", "phrase", "en"} else rows
