"""The words that the engine is given besides the texts: the lexicon, and names of places."""

import csv
import gzip
import hashlib
from functools import lru_cache

from django.conf import settings

from cauhien.core.city import place_words
from cauhien.organisations.models import Place
from cauhien.organisations.states import PlaceKind
from cauhien_engine.text.lexicon import Lexicon

FILES = ("lexicon-vi-en.tsv", "lexicon-vi-en.tsv.gz", "glossary-vi-en.tsv")


@lru_cache(maxsize=1)
def lexicon():
    """Return (Lexicon, sha256 of its files), Vietnamese to English; read once in a process."""
    digest, tables = hashlib.sha256(), {"lexicon": [], "glossary": []}
    for path in (settings.DATA / name for name in FILES):
        if path.is_file():
            digest.update(path.read_bytes())
            tables[path.name.split("-")[0]] += _rows(path)
    learnt = [(vi, en, float(score), float(times)) for vi, en, score, times in tables["lexicon"]]
    reviewed = [(row[0], row[1]) for row in tables["glossary"]]
    return Lexicon(learnt, reviewed), digest.hexdigest()


def _rows(path):
    """Return the rows of a table, comments and the line of names left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as lines:
        told = (line for line in lines if not line.startswith("#"))
        rows = [row for row in csv.reader(told, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
    return rows[1:] if rows and rows[0][0] in {"vi", "source", "phrase"} else rows


def place_names():
    """Return the words that say where and not what: of the city file, and today's places.

    A name of one word is left out: it is a word of the language first.
    """
    kinds = [PlaceKind.WARD, PlaceKind.COMMUNE, PlaceKind.DISTRICT]
    names = Place.objects.filter(kind__in=kinds, valid_to=None).values_list("name_vi", flat=True)
    return tuple(sorted({*place_words(), *(name for name in names if len(name.split()) > 1)}))
