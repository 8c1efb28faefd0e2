"""The collection made ready: a large part, a small part of what changed since, and what is gone."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cauhien_engine.match.merging import merged, without
from cauhien_engine.match.names import Names
from cauhien_engine.match.parameters import Parameters
from cauhien_engine.match.segment import (
    LANGUAGES,
    PROBLEM,
    UNKNOWN_YEAR,
    Segment,
    counted,
    segment_of,
)

LAYOUT = 4


class WrongLayout(ValueError):
    """The arrays were written by another version of the engine: build the index anew."""


@dataclass(frozen=True, eq=False)
class Index:
    """Documents that can be ranked. Made by `build`, never changed; see `with_changes`.

    base: Segment. delta: Segment of documents new or changed since. alive: bool array, which
    documents of base still count. gone: int32 array (2, terms of base), how many documents, and
    how many problems, of each term in base do not. parameters: those the weights were built with.
    """

    base: Segment
    delta: Segment
    alive: np.ndarray
    gone: np.ndarray
    parameters: Parameters

    def __len__(self):
        return int(np.count_nonzero(self.alive)) + len(self.delta)

    def arrays(self):
        """Return the index as a dict of name -> array, each of which can be mapped from a file."""
        parts = {"base": self.base, "delta": self.delta}
        arrays = {
            f"{prefix}_{name}": values
            for prefix, part in parts.items()
            for name, values in part.arrays().items()
        }
        text = self.parameters.to_json().encode()
        own = {"alive": self.alive, "gone": self.gone, "layout": np.array([LAYOUT])}
        return arrays | own | {"parameters": np.frombuffer(text, dtype=np.uint8)}

    @classmethod
    def from_arrays(cls, arrays):
        """Return the index that `arrays` gave; the arrays may be mapped from files, read only.

        Raises WrongLayout when another version of the engine wrote them.

        >>> from cauhien_engine.match import Document, build
        >>> len(Index.from_arrays(build([Document("a", "work", title_en="Lakes")]).arrays()))
        1
        """
        if int(arrays["layout"][0]) != LAYOUT:
            raise WrongLayout(f"layout {int(arrays['layout'][0])}, want {LAYOUT}")
        base, delta = (
            Segment.from_arrays(
                {name[6:] if prefix == "delta_" else name[5:]: values
                 for name, values in arrays.items() if name.startswith(prefix)}
            )
            for prefix in ("base_", "delta_")
        )  # fmt: skip
        parameters = Parameters.from_json(bytes(arrays["parameters"]).decode())
        return cls(base, delta, arrays["alive"], arrays["gone"], parameters)

    def with_changes(self, documents=(), removed=()):
        """Return an index in which documents are added or, by their id, replaced, others removed.

        documents: iterable of Document. removed: iterable of ids; an unknown one is ignored.
        The large part is not copied: this takes as long as the changes since `compacted` are
        many, plus one pass over the postings when something of the large part is replaced.

        >>> from cauhien_engine.match import Document, build
        >>> index = build([Document("a", "work", title_en="Lakes")])
        >>> len(index.with_changes([Document("b", "work", title_en="Rivers")], removed=["a"]))
        1
        """
        new = segment_of(documents, self.parameters)
        ids = [*new.docs.all(), *removed]
        keep = np.ones(len(self.delta), dtype=bool)
        keep[_found(self.delta.docs, ids)] = False
        delta = merged(self.delta, new, keep)
        dropped = _found(self.base.docs, ids)
        if not self.alive[dropped].any():
            return Index(self.base, delta, self.alive, self.gone, self.parameters)
        alive = np.array(self.alive)
        alive[dropped] = False
        return Index(self.base, delta, alive, _gone(self.base, alive), self.parameters)

    def compacted(self):
        """Return the same index as one large part: the arrays `build` would make of it.

        >>> from cauhien_engine.match import Document, build
        >>> a, b = (Document(name, "work", title_en=name) for name in ("lake", "river"))
        >>> one, two = build([a]).with_changes([b]).compacted(), build([a, b])
        >>> all((one.arrays()[name] == array).all() for name, array in two.arrays().items())
        True
        """
        whole = merged(without(self.base, np.asarray(self.alive)), self.delta)
        return _index_of(whole, self.parameters)

    @property
    def parts(self):
        """The two segments with the number of their first document."""
        return ((self.base, 0), (self.delta, len(self.base)))

    @cached_property
    def living(self):
        """Which documents count, a bool array over both parts."""
        return np.concatenate([self.alive, np.ones(len(self.delta), dtype=bool)])

    @cached_property
    def dead(self):
        """The numbers of the documents that do not count, removed or replaced since."""
        return np.flatnonzero(~self.living)

    @cached_property
    def last_year(self):
        """The latest year of any document."""
        return int(self.year.max(initial=UNKNOWN_YEAR))

    @cached_property
    def kind(self):
        """The kind of each document, a number in KINDS."""
        return np.concatenate([self.base.kind, self.delta.kind])

    @cached_property
    def year(self):
        """The year of each document, UNKNOWN_YEAR where unknown."""
        return np.concatenate([self.base.year, self.delta.year])

    @cached_property
    def languages(self):
        """The languages of each document, bit 1 Vietnamese, bit 2 English."""
        return np.concatenate([self.base.languages, self.delta.languages])

    @cached_property
    def mask(self):
        """`languages` as an array to look things up by, without being turned into one each time."""
        return self.languages.astype(np.intp)

    @cached_property
    def length(self):
        """The length of each document in words."""
        return np.concatenate([self.base.length, self.delta.length])

    @cached_property
    def sizes(self):
        """How many documents that count have a text, for each of LANGUAGES."""
        live = self.languages[self.living]
        return [int(np.count_nonzero(live & (1 << at))) for at in range(len(LANGUAGES))]

    @cached_property
    def needs(self):
        """How many problems that count have a text, for each of LANGUAGES."""
        live = self.languages[self.living & (self.kind == PROBLEM)]
        return [int(np.count_nonzero(live & (1 << at))) for at in range(len(LANGUAGES))]

    @cached_property
    def delta_holders(self):
        """The number of each holder of delta among the holders of both parts."""
        known = self.base.holders.find_hashes(self.delta.holders.hashes)
        new = len(self.base.holders) + np.cumsum(known < 0) - 1
        return np.where(known < 0, new, known)

    @cached_property
    def new_holders(self):
        """Names of the holders that only delta has, in the order of their numbers."""
        known = self.base.holders.find_hashes(self.delta.holders.hashes)
        return self.delta.holders.only(known < 0)

    @cached_property
    def holders_in_delta(self):
        """For each holder its number in delta, -1 where delta has nothing of it."""
        numbers = np.full(len(self.base.holders) + len(self.new_holders), -1)
        numbers[self.delta_holders] = np.arange(len(self.delta_holders))
        return numbers

    @cached_property
    def order(self):
        """Where each document stands among all by the hash of its id: breaks ties."""
        hashes = np.concatenate([self.base.docs.hashes, self.delta.docs.hashes])
        place = np.empty(len(hashes), dtype=np.int64)
        place[np.argsort(hashes, kind="stable")] = np.arange(len(hashes))
        return place

    def are_holders(self, numbers, kind):
        """Return which of some holders are persons, or organisations: their first letter tells."""
        own = numbers < len(self.base.holders)
        letters = np.empty(len(numbers), dtype=np.uint8)
        letters[own] = self.base.holders.initials(numbers[own])
        letters[~own] = self.new_holders.initials(numbers[~own] - len(self.base.holders))
        return letters == ord(kind[0])

    def holder(self, number):
        """Return (kind, id) of a holder."""
        names, at = self.base.holders, number
        if number >= len(self.base.holders):
            names, at = self.new_holders, number - len(self.base.holders)
        kind, _, own = names[at].partition(":")
        return kind, own

    def holders_named(self, kind, ids):
        """Return the numbers of the holders of a kind with these ids, those that are known."""
        names = [f"{kind}:{one}" for one in ids]
        return _numbers(names, (self.base.holders, 0), (self.new_holders, len(self.base.holders)))

    def documents_named(self, ids):
        """Return the numbers of the documents with these ids, those that are known."""
        return _numbers(list(ids), *((part.docs, start) for part, start in self.parts))

    def document_id(self, number):
        """Return the caller's id of a document."""
        segment, own = self.part_of(number)
        return segment.docs[own]

    def part_of(self, number):
        """Return (segment, number in it) of a document."""
        if number < len(self.base):
            return self.base, number
        return self.delta, number - len(self.base)


def build(documents, parameters=None):
    """Return an Index of an iterable of Documents, read once and in any order.

    Raises BadDocument when an id comes twice. Same documents, same bytes.

    >>> from cauhien_engine.match import Document
    >>> len(build([Document("a", "work", title_en="Lakes"), Document("b", "work")]))
    2
    """
    parameters = parameters or Parameters()
    return _index_of(segment_of(documents, parameters), parameters)


def _index_of(segment, parameters):
    """Return an index of one segment with nothing changed since."""
    alive = np.ones(len(segment), dtype=bool)
    gone = np.zeros((2, len(segment.words)), dtype=np.int32)
    return Index(segment, segment_of((), parameters), alive, gone, parameters)


def _found(names: Names, ids):
    """Return the numbers of those ids that are in the table."""
    at = names.find(ids)
    return at[at >= 0]


def _numbers(names, *tables):
    """Return the numbers of those names that are in tables, each (Names, number of its first)."""
    return np.concatenate([_found(table, names) + start for table, start in tables])


def _gone(segment, alive):
    """Return for each term how many of its documents, and problems, count no more."""
    problems = ~alive & (segment.kind == PROBLEM)
    return np.stack([counted(segment.first, segment.posting, gone) for gone in (~alive, problems)])
