"""How close a candidate is, in words that claim no more than was measured."""

from enum import StrEnum

import numpy as np


class Closeness(StrEnum):
    """How near the best documents of a candidate are to a need, in words; see `nearness`.

    CLOSE: most of what is found so was judged useful. RELATED: two in five. DISTANT: one in four.
    NONE: words in common, no more. Measured in benchmarks/supply_match.py.
    """

    CLOSE = "close"
    RELATED = "related"
    DISTANT = "distant"
    NONE = "none"


def closeness_of(near, parameters):
    """Return the Closeness of a document of this nearness.

    >>> from cauhien_engine.match import Parameters
    >>> closeness_of(0.9, Parameters()).value, closeness_of(0.0, Parameters()).value
    ('close', 'none')
    """
    steps = (
        (parameters.close, Closeness.CLOSE),
        (parameters.related, Closeness.RELATED),
        (parameters.distant, Closeness.DISTANT),
    )
    return next((word for least, word in steps if near >= least), Closeness.NONE)


def nearness(scores, score, languages, told):
    """Return how near documents are to a need: float array (m,), from about 0 on.

    The mean of two: how far the score stands above what any document would have, 1 for the core of
    the whole statement said once; and what share of the words of the title is said, each
    once, by what they are worth. The statement tells of circumstances as well, the title what is
    needed. Of two languages the one in which more of the title is said counts.
    scores: Scores. score, languages: arrays (m,), of the documents, exact. told: float array
    (m, asked), what each asked term says of each.
    """
    slot = {one.term: at for at, one in enumerate(scores.asked)}
    title = np.zeros((2, len(told)))
    for one in scores.title:
        if one.terms:
            said = told[:, [slot[term] for term in one.terms]].max(axis=1)
            title[int(one.lang == "en")] += one.part * np.minimum(said, 1)
    return (score - scores.ordinary[languages] + title.max(axis=0)) / 2
