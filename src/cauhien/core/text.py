"""The product's door to the text engine: one folding and one order for everything."""

from cauhien_engine.text.folding import canonical, fold
from cauhien_engine.text.names import name_sort_key, parse_name
from cauhien_engine.text.sorting import sort_key
from cauhien_engine.text.stemming import stem
from cauhien_engine.text.terms import guess_language, placed_words, runs_of_words, terms, words

__all__ = [
    "canonical",
    "fold",
    "guess_language",
    "marked_words",
    "name_sort_key",
    "parse_name",
    "placed_words",
    "runs_of_words",
    "sort_key",
    "stem",
    "terms",
    "words",
]


def marked_words(text):
    """Return the words of a text that bear marks, each mark in one place: thuỷ is thủy."""
    if text.isascii():
        return []
    written = canonical(text)
    found = ((folded, written[start:end]) for folded, start, end in placed_words(written))
    return [word for folded, word in found if word != folded]
