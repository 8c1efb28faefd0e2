"""The product's door to the text engine: one folding and one order for everything."""

from cauhien_engine.text.folding import canonical, fold
from cauhien_engine.text.names import name_sort_key, parse_name
from cauhien_engine.text.sorting import sort_key
from cauhien_engine.text.terms import guess_language, terms, words

__all__ = [
    "canonical",
    "fold",
    "guess_language",
    "name_sort_key",
    "parse_name",
    "sort_key",
    "terms",
    "words",
]
