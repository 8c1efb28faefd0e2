"""What the terms of a query say of some documents, read from the documents' own lists."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Hits:
    """What was asked and is said, of m documents, z entries.

    first: int array (m + 1,), where each document's entries begin. slot: int array (z,), which
    of the asked terms; weight: float32 array (z,), what it says of the document. n_asked: how
    many terms were asked.
    """

    first: np.ndarray
    slot: np.ndarray
    weight: np.ndarray
    n_asked: int

    def sums(self, values):
        """Return the sum of weight × value over each document's terms: float64 array (m,)."""
        parts = self.weight * values[self.slot]
        running = np.concatenate([[0.0], np.cumsum(parts, dtype=np.float64)])
        return np.diff(running[self.first])

    def table(self):
        """Return the weights as a float32 array (m, asked)."""
        table = np.zeros((len(self.first) - 1, self.n_asked), dtype=np.float32)
        table[np.repeat(np.arange(len(table)), np.diff(self.first)), self.slot] = self.weight
        return table

    def joined(self, begins, rows):
        """Return the weights added up over groups of documents: float32 array (groups, asked).

        rows: int array (e,), places of documents. begins: int array (groups + 1,), where each
        group's rows begin.
        """
        entry, at = unrolled(self.first, rows)
        group = np.repeat(np.arange(len(begins) - 1), np.diff(begins))[entry]
        cells = group * self.n_asked + self.slot[at]
        size = (len(begins) - 1) * self.n_asked
        sums = np.bincount(cells, weights=self.weight[at], minlength=size)
        return sums.reshape(len(begins) - 1, self.n_asked).astype(np.float32)


def hits_of(index, asked, documents):
    """Return the Hits of a tuple of Asked, each term once, in some documents.

    documents: int array (m,) of numbers over both parts, ascending.
    """
    places = np.array([one.places for one in asked], dtype=np.int64).reshape(-1, 2)
    counts, slots, weights = [], [], []
    for numbers, (part, start) in zip(places.T, index.parts, strict=True):
        own = documents[(documents >= start) & (documents < start + len(part))] - start
        row, at, slot = _found(part, numbers, own)
        counts.append(np.bincount(row, minlength=len(own)))
        slots.append(slot)
        weights.append(part.said_weight[at])
    first = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return Hits(first, np.concatenate(slots), np.concatenate(weights), len(asked))


def _found(part, numbers, own):
    """Return (place in own, place in said, slot) of all that some documents say of some words.

    numbers: int array, the word of each slot in this part, -1 where it is not here.
    """
    order = np.argsort(numbers, kind="stable")
    is_asked = np.zeros(len(part.words) + 1, dtype=bool)
    is_asked[numbers] = True  # -1 is the place that no word has
    row, at = unrolled(part.said_first, own)
    word = part.said[at]
    hit = np.flatnonzero(is_asked[word])
    return row[hit], at[hit], order[np.searchsorted(numbers[order], word[hit])]


def unrolled(first, rows):
    """Return (place in rows, place in values) for all values of some rows of a table of lists.

    first: int array, where each row's values begin. rows: int array.
    """
    begin = np.asarray(first[rows])
    sizes = first[rows + 1] - begin
    place = np.repeat(np.arange(len(rows)), sizes)
    shift = begin - (np.cumsum(sizes) - sizes)
    return place, np.arange(len(place)) + shift[place]
