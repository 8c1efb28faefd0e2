"""The door to the engine: where the words that two texts share stand in one of them."""

from cauhien_engine.text.spans import spans_of


def shared_spans(text, shared):
    """Return where the shared pairs of words stand in a text; single words if there is no pair."""
    return spans_of(text, {term for term in shared if "_" in term}) or spans_of(text, shared)
