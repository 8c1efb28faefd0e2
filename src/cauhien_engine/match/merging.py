"""Two segments made one, as if their documents had been read together."""

import numpy as np

from cauhien_engine.match.segment import by_term, completed


def without(segment, keep):
    """Return a Segment of the documents where keep, a bool array (n,), is true.

    Words, holders and zones that no document names any more are gone too.
    """
    if keep.all():
        return segment
    return merged(segment, segment, keep, np.zeros(len(segment), dtype=bool))


def merged(one, two, keep_one=None, keep_two=None):
    """Return the Segment of the kept documents of both; their ids must not overlap.

    The arrays are, byte for byte, those of `segment_of` for the same documents.
    """
    parts = [
        _Part(segment, np.ones(len(segment), dtype=bool) if keep is None else keep)
        for segment, keep in ((one, keep_one), (two, keep_two))
    ]
    tables = {name: _joined_tables(parts, name) for name in ("docs", "words", "holders", "zones")}
    doc = np.concatenate([tables["docs"][1][at][part.rows] for at, part in enumerate(parts)])
    order = np.argsort(doc)
    first, posting, weight = _postings(parts, tables)
    link_first, link = _links(parts, tables["holders"][1], order)
    zone = [tables["zones"][1][at][part.of("zone")] for at, part in enumerate(parts)]
    plain = {
        name: np.concatenate([part.of(name) for part in parts])[order]
        for name in ("kind", "year", "languages", "length")
    }
    return completed(
        **{name: table for name, (table, _) in tables.items()}, **plain,
        zone=np.concatenate(zone)[order].astype(np.int32),
        first=first, posting=posting, weight=weight, link_first=link_first, link=link,
    )  # fmt: skip


class _Part:
    """The kept documents of one segment, and which words, holders and zones they name."""

    def __init__(self, segment, keep):
        self.segment, self.keep = segment, keep
        self.rows = np.flatnonzero(keep)
        self.live = keep[segment.posting]
        self.term = np.repeat(np.arange(len(segment.words)), np.diff(segment.first))[self.live]
        sizes = np.diff(segment.link_first)
        self.link = np.asarray(segment.link)[np.repeat(keep, sizes)]
        self.sizes = sizes[keep]

    def of(self, name):
        """Return a column for the kept documents."""
        return np.asarray(getattr(self.segment, name))[self.rows]

    def named(self, table):
        """Return the Names of a table that the kept documents use."""
        numbers = {
            "docs": self.rows, "words": self.term, "holders": self.link, "zones": self.of("zone"),
        }[table]  # fmt: skip
        names = getattr(self.segment, table)
        used = np.zeros(len(names), dtype=bool)
        used[numbers] = True
        return names.only(used)


def _joined_tables(parts, name):
    """Return the joined Names of a table and, for each part, old number -> new number."""
    one, two = (part.named(name) for part in parts)
    table = one.joined(two)
    return table, [table.find_hashes(getattr(part.segment, name).hashes) for part in parts]


def _postings(parts, tables):
    """Return first, posting and weight of the joined postings."""
    new_doc, (words, new_word) = tables["docs"][1], tables["words"]
    live = [np.flatnonzero(part.live) for part in parts]
    term = np.concatenate([new_word[at][part.term] for at, part in enumerate(parts)])
    doc = np.concatenate(
        [new_doc[at][part.segment.posting[live[at]]] for at, part in enumerate(parts)]
    )
    weight = np.concatenate([part.segment.weight[live[at]] for at, part in enumerate(parts)])
    return by_term(term, doc, weight, len(words))


def _links(parts, new_holder, order):
    """Return link_first and link of the joined documents in their new order."""
    sizes = np.concatenate([part.sizes for part in parts])
    link = np.concatenate([new_holder[at][part.link] for at, part in enumerate(parts)])
    begin = np.cumsum(sizes) - sizes
    first = np.concatenate([[0], np.cumsum(sizes[order])]).astype(np.int64)
    shift = np.repeat(begin[order] - first[:-1], sizes[order])
    return first, link[np.arange(first[-1]) + shift].astype(np.int32)
