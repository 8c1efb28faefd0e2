"""What the terms of a query say of some documents, read from the documents' own lists."""

from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def row(self):
        """The document of each entry, by its place: int array (z,)."""
        return np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))

    def sums(self, values):
        """Return the sum of weight × value over each document's terms: float64 array (m,)."""
        return np.bincount(self.row, self.weight * values[self.slot], len(self.first) - 1)

    def of(self, rows):
        """Return the Hits of some of the documents, by their places."""
        entry, at = unrolled(self.first, rows)
        first = np.concatenate([[0], np.cumsum(np.bincount(entry, minlength=len(rows)))])
        return Hits(first, self.slot[at], self.weight[at], self.n_asked)

    def table(self):
        """Return the weights as a float32 array (m, asked)."""
        table = np.zeros((len(self.first) - 1, self.n_asked), dtype=np.float32)
        table[self.row, self.slot] = self.weight
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

    numbers: int array, the word of each slot in this part, -1 where it is not here. The low bits
    of a word's number tell nearly always that it was not asked for: a table of them is small.
    """
    order = np.argsort(numbers, kind="stable")
    numbers = numbers[order]
    may_be_asked = np.zeros(1 << 16, dtype=bool)
    may_be_asked[numbers[numbers >= 0].astype(np.uint16)] = True
    begins = np.asarray(part.said_first[own])
    sizes = part.said_first[own + 1] - begins
    ends = np.cumsum(sizes)
    at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(begins - (ends - sizes), sizes)
    word = part.said[at]
    may = np.flatnonzero(may_be_asked[word.astype(np.uint16)])
    slot = np.minimum(np.searchsorted(numbers, word[may]), len(numbers) - 1)
    is_hit = numbers[slot] == word[may]
    hit = may[is_hit]
    return np.searchsorted(ends, hit, side="right"), at[hit], order[slot[is_hit]]


def unrolled(first, rows):
    """Return (place in rows, place in values) for all values of some rows of a table of lists.

    first: int array, where each row's values begin. rows: int array.
    """
    begin = np.asarray(first[rows])
    sizes = first[rows + 1] - begin
    place = np.repeat(np.arange(len(rows)), sizes)
    shift = begin - (np.cumsum(sizes) - sizes)
    return place, np.arange(len(place)) + np.repeat(shift, sizes)
