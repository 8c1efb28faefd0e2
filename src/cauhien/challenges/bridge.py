"""The door to the engine: words that two texts share, and passages in which files agree."""

from cauhien.core.text import lexicon
from cauhien_engine.match.overlap import ENGINE_VERSION as OVERLAP_VERSION
from cauhien_engine.match.overlap import Comparison, read
from cauhien_engine.match.written import as_json, of_json
from cauhien_engine.text.spans import spans_of

__all__ = [
    "OVERLAP_VERSION",
    "as_json",
    "compared",
    "made_comparable",
    "of_json",
    "reading_rules",
    "shared_spans",
]


def shared_spans(text, shared):
    """Return where the shared pairs of words stand in a text; single words if there is no pair."""
    return spans_of(text, {term for term in shared if "_" in term}) or spans_of(text, shared)


def made_comparable(parts):
    """Return a text of several parts (strings) as `compared` takes it."""
    return read(parts, lexicon()[0])


def reading_rules():
    """Return the name of what `made_comparable` reads by: the engine's rules and the lexicon."""
    return f"{OVERLAP_VERSION}, lexicon {lexicon()[1][:12]}"


def compared(texts, given):
    """Return texts ready to be asked for `passages(one, other)`.

    texts: as `made_comparable` returns them. given: for each what its team was given, as well, or
    None.
    """
    return Comparison(texts, given)
