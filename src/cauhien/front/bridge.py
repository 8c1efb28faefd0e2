"""The door of the front pages to the engine: which words of a found text to mark."""

from cauhien_engine.text.spans import spans_of
from cauhien_engine.text.terms import terms

_BEFORE = 60  # characters shown before the first word that was found


def marked(text, question):
    """Return (text, spans of the words that the question asks for)."""
    return text, _spans(text, question)


def excerpt(text, question, length=240):
    """Return (piece of the text around the first word found, spans in it)."""
    text = " ".join(text.split())
    spans = _spans(text, question)
    start = _word_at(text, spans[0][0] - _BEFORE) if spans and spans[0][1] > length else 0
    end = len(text) if len(text) <= start + length else text.rfind(" ", start, start + length)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    moved = len(before) - start
    inside = [(a + moved, b + moved) for a, b in spans if a >= start and b <= end]
    return before + text[start:end] + after, inside


def _spans(text, question):
    """Return where pairs of words of the question stand; where none does, its single words."""
    asked = terms(question)
    return spans_of(text, [term for term in asked if "_" in term]) or spans_of(text, asked)


def _word_at(text, position):
    """Return where the first whole word after a position begins."""
    return text.find(" ", max(position, 0)) + 1
