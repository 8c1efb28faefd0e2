"""How close a candidate is, in words that claim no more than was measured."""

from enum import StrEnum

import numpy as np


class Closeness(StrEnum):
    """How much of the core of a need one of the best documents says.

    CLOSE: a quarter and more. RELATED: a seventh. DISTANT: half of that. NONE: no more than words
    in common, no more. The core is a dozen rare terms, most of which only the need itself uses:
    a quarter of it is much. The steps are round shares; how often a candidate of each was judged
    useful is measured in benchmarks/supply_match.py.
    """

    CLOSE = "close"
    RELATED = "related"
    DISTANT = "distant"
    NONE = "none"


def closeness_of(share, parameters):
    """Return the Closeness of a document that says a share of the core.

    >>> from cauhien_engine.match import Parameters
    >>> closeness_of(0.9, Parameters()).value, closeness_of(0.0, Parameters()).value
    ('close', 'none')
    """
    steps = (
        (parameters.close, Closeness.CLOSE),
        (parameters.related, Closeness.RELATED),
        (parameters.distant, Closeness.DISTANT),
    )
    return next((word for least, word in steps if share >= least), Closeness.NONE)


def heard(scores, told):
    """Return what share of the core of a need each document says: float array (m,), 0 to 1.

    The core is the few terms that tell most, also those that no document knows. A term said once
    in a text of ordinary length is said; saying it more often, or saying many usual words, adds
    nothing: that is what tells a document that is near from one that is only long and general.
    Of two languages the one in which the document says more counts.
    scores: Scores. told: float array (m, asked), what each asked term says of each document.
    """
    slot = {one.term: at for at, one in enumerate(scores.asked)}
    best = np.zeros((2, len(told)))
    for one in scores.core:
        if one.terms:
            said = told[:, [slot[term] for term in one.terms]].max(axis=1)
            best[int(one.lang == "en")] += one.part * np.minimum(said, 1)
    return best.max(axis=0)
