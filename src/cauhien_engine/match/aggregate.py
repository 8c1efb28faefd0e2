"""From the scores of documents to the scores of those who hold them."""

import numpy as np


def saturating(scores, decay):
    """Return the discounted sum of scores, best first: s0 + decay s1 + decay² s2 + …

    scores: float array (n,), in any order. decay in [0, 1). Never more than max / (1 - decay):
    a hundred works half as close do not outrun one that is close.
    Source: measured in benchmarks/known_item.py; a plain sum is worst, the best alone second.

    >>> float(saturating(np.array([1.0, 4.0, 2.0]), 0.5))
    5.25
    """
    ordered = np.sort(scores)[::-1]
    return ordered @ decay ** np.arange(len(ordered))


def by_holder(index, documents, scores, decay):
    """Return (holders, totals, entries) for some documents and their scores.

    documents: int array (m,), numbers over both parts, distinct. scores: float array (m,).
    holders: int array (k,). totals: float64 array (k,), `saturating` over each holder's
    documents. entries: (holder row, place in documents, discounted score) of each link, three
    arrays, a holder's best document first.
    """
    which, holder = links_of(index, documents)
    order = np.lexsort((documents[which], -scores[which], holder))
    which, holder = which[order], holder[order]
    begins = np.flatnonzero(np.diff(holder, prepend=-1))
    row = np.cumsum(np.diff(holder, prepend=-1) != 0) - 1
    rank = np.arange(len(holder)) - begins[row]
    parts = scores[which].astype(np.float64) * decay ** rank.astype(np.float64)
    totals = np.bincount(row, weights=parts, minlength=len(begins))
    return holder[begins], totals, (row, which, parts)


def links_of(index, documents):
    """Return (place in documents, holder number) of each link of some documents."""
    places, holders = [], []
    for (part, start), new in zip(index.parts, (None, index.delta_holders), strict=True):
        mine = np.flatnonzero((documents >= start) & (documents < start + len(part)))
        own = documents[mine] - start
        sizes = part.link_first[own + 1] - part.link_first[own]
        shift = np.repeat(part.link_first[own] - (np.cumsum(sizes) - sizes), sizes)
        link = part.link[np.arange(sizes.sum()) + shift]
        places.append(np.repeat(mine, sizes))
        holders.append(link if new is None else new[link])
    return np.concatenate(places), np.concatenate(holders).astype(np.int64)
