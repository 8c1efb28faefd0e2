"""From the scores of documents to the scores of those who hold them."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.hits import unrolled


def saturating(scores, decay):
    """Return the discounted sum of scores, best first: s0 + decay s1 + decay² s2 + …

    scores: float array (n,), in any order. decay in [0, 1). Never more than max / (1 - decay):
    a hundred works half as close do not outrun one that is close.
    Source: measured in benchmarks/known_item.py; a plain sum is worst, the best alone second.

    >>> float(saturating(np.array([1.0, 4.0, 2.0]), 0.5))
    5.25
    """
    ordered = np.sort(scores)[::-1]
    return float(ordered @ decay ** np.arange(len(ordered)))


@dataclass(frozen=True)
class Held:
    """Holders with their documents, each holder's best first.

    holders: int array (k,). begins: int array (k + 1,), where each holder's entries begin.
    documents, scores, parts: arrays of the entries; a part is the score discounted by its rank.
    lengths: float64 array (k,), the words of all its documents.
    """

    holders: np.ndarray
    begins: np.ndarray
    documents: np.ndarray
    scores: np.ndarray
    parts: np.ndarray
    lengths: np.ndarray

    @property
    def totals(self):
        """`saturating` over each holder's documents, float64 array (k,)."""
        return np.add.reduceat(self.parts, self.begins[:-1]) if len(self.holders) else self.parts


def held_of(index, links, score, at, documents):
    """Return Held of links (holder, document), two int arrays (l,).

    score: float array, of all documents; links to those below 0 are left out. Documents of equal
    score are taken by the hash of their id. documents: int array, all that are linked to.
    """
    holder, document = (side[score[links[1]] >= 0] for side in links)
    place = np.empty(len(score), dtype=np.int64)
    place[documents[np.lexsort((index.order[documents], -score[documents]))]] = np.arange(
        len(documents)
    )
    sorting = np.argsort(holder * max(len(documents), 1) + place[document])
    holder, document = holder[sorting], document[sorting]
    score = score[document]
    starts = np.flatnonzero(np.diff(holder, prepend=-1))
    counts = np.diff(starts, append=len(holder))
    rank = np.arange(len(holder)) - np.repeat(starts, counts)
    kept = rank < at.most_works
    sizes = np.minimum(counts, at.most_works)
    return Held(
        holders=holder[starts],
        begins=np.concatenate([[0], np.cumsum(sizes)]),
        documents=document[kept],
        scores=score[kept],
        parts=score[kept].astype(np.float64) * at.decay ** rank[kept].astype(np.float64),
        lengths=np.add.reduceat(index.length[document].astype(np.float64), starts)
        if len(starts)
        else np.zeros(0),
    )


def profiles(index, scores, held, hits, at):
    """Return what all documents of each holder say together: float64 array (k,).

    The holder is taken for one document of many chapters: what a term says in its documents is
    added up and saturates once more, more slowly for a holder of many words, so that breadth
    counts and mere bulk does not. Of the scale of `saturating`.
    hits: (documents, ascending, and their Hits) of all documents of the holders.
    """
    documents, told = hits
    each = told.joined(held.begins, np.searchsorted(documents, held.documents))
    slow = at.k1 * (1 - at.b + at.b * held.lengths / (at.pivot * at.profile_pivot))
    values = np.array([one.value for one in scores.asked], dtype=np.float32)
    languages = np.bitwise_or.reduceat(index.languages[held.documents], held.begins[:-1])
    full = (at.k1 + 1) * each / (each + slow[:, None].astype(np.float32)) * values
    # Not @ values: that rounds a row by where it stands, and equal holders would differ.
    return full.sum(axis=1, dtype=np.float64) / scores.shares[languages]


def links_of(index, documents):
    """Return (holder, document) of each link of some documents, two int arrays."""
    rows = [
        (part.link_first, part.link, documents[_within(documents, start, part)] - start, start)
        for part, start in index.parts
    ]
    (own, one), (new, two) = (_opened(first, link, at) for first, link, at, _ in rows)
    holders = np.concatenate([one, index.delta_holders[two]]).astype(np.int64)
    return holders, np.concatenate([rows[0][2][own], rows[1][2][new] + rows[1][3]])


def documents_of(index, holders):
    """Return (holder, document) for all that some holders hold, two int arrays."""
    base, delta = index.base, index.delta
    old = holders[holders < len(base.holders)]
    own, one = _opened(base.held_first, base.held, old)
    in_delta = index.holders_in_delta[holders]
    new = holders[in_delta >= 0]
    other, two = _opened(delta.held_first, delta.held, in_delta[in_delta >= 0])
    holder = np.concatenate([old[own], new[other]])
    return holder, np.concatenate([one, two + len(base)]).astype(np.int64)


def _within(documents, start, part):
    return (documents >= start) & (documents < start + len(part))


def _opened(first, values, rows):
    """Return (place in rows, value) of all values of some rows of a table of lists."""
    place, at = unrolled(first, rows)
    return place, values[at]
