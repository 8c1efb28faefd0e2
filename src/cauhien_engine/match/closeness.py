"""How close a candidate is, in words that claim no more than was measured."""

from enum import StrEnum


class Closeness(StrEnum):
    """CLOSE: says most of what is asked. RELATED: a good part of it. DISTANT: something of it.
    NONE: words in common, no more.
    """

    CLOSE = "close"
    RELATED = "related"
    DISTANT = "distant"
    NONE = "none"


def closeness_of(score, parameters):
    """Return the Closeness of a document's score, the share of what was asked that it says.

    >>> from cauhien_engine.match import Parameters
    >>> closeness_of(0.9, Parameters()), closeness_of(0.0, Parameters())
    (<Closeness.CLOSE: 'close'>, <Closeness.NONE: 'none'>)
    """
    steps = (
        (parameters.close, Closeness.CLOSE),
        (parameters.near, Closeness.RELATED),
        (parameters.far, Closeness.DISTANT),
    )
    return next((word for least, word in steps if score >= least), Closeness.NONE)
