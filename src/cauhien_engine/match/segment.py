"""A part of an index: documents turned into arrays, never changed once made."""

from array import array
from collections import Counter
from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.documents import KINDS, BadDocument
from cauhien_engine.match.names import Names
from cauhien_engine.text.terms import terms

LANGUAGES = ("vi", "en")
UNKNOWN_YEAR = -32768
PROBLEM = KINDS.index("problem")


@dataclass(frozen=True)
class Segment:
    """Documents as arrays; n documents, t terms, p postings, h holders, l links.

    docs, words, holders, zones: Names. kind: uint8 (n,), number in KINDS. year: int16 (n,),
    UNKNOWN_YEAR where unknown. zone: int32 (n,), number in zones. languages: uint8 (n,), bit 1
    Vietnamese, bit 2 English. length: float32 (n,), in words, the mean of its languages. first:
    int64 (t + 1,), where each term's postings begin; posting: int32 (p,), the documents of a term,
    ascending; weight: float32 (p,), what the term says of the document, 1 for once in a text of
    ordinary length. said_first: int64 (n + 1,), said: int32 (p,), said_weight: float32 (p,), the
    same by document: its terms, ascending. needs: int32 (t,), how many problems have the term.
    link_first: int64 (n + 1,), link: int32 (l,), the holders of a document in their order.
    held_first: int64 (h + 1,), held: int32 (l,), the documents of a holder, ascending.
    """

    docs: Names
    words: Names
    holders: Names
    zones: Names
    kind: np.ndarray
    year: np.ndarray
    zone: np.ndarray
    languages: np.ndarray
    length: np.ndarray
    first: np.ndarray
    posting: np.ndarray
    weight: np.ndarray
    said_first: np.ndarray
    said: np.ndarray
    said_weight: np.ndarray
    needs: np.ndarray
    link_first: np.ndarray
    link: np.ndarray
    held_first: np.ndarray
    held: np.ndarray

    def __len__(self):
        return len(self.kind)

    def arrays(self):
        """Return the segment as a dict of arrays, each of which can be mapped from a file."""
        tables = [getattr(self, name).arrays(name) for name in TABLES]
        plain = {name: getattr(self, name) for name in PLAIN}
        return {name: values for part in [*tables, plain] for name, values in part.items()}

    @classmethod
    def from_arrays(cls, arrays):
        """Return the segment that `arrays` gave."""
        tables = {name: Names.from_arrays(arrays, name) for name in TABLES}
        return cls(**tables, **{name: arrays[name] for name in PLAIN})


TABLES = ("docs", "words", "holders", "zones")
PLAIN = (
    "kind", "year", "zone", "languages", "length", "first", "posting", "weight",
    "said_first", "said", "said_weight", "needs", "link_first", "link", "held_first", "held",
)  # fmt: skip


def segment_of(documents, parameters):
    """Return the Segment of an iterable of Documents, read once.

    Raises BadDocument when an id comes twice. The order of the documents changes nothing.
    """
    gathered = _Gathered(parameters)
    for document in documents:
        gathered.add(document)
    return gathered.segment()


def document_weights(document, parameters):
    """Return ({term: weight}, length) for a document; a term is "vi:giao_thong", "en:traffic".

    The weight is BM25's, (k1 + 1) f / (f + k1 (1 - b + b length / pivot)), without the rarity,
    which depends on the collection and is taken when a need is ranked. A title's words count
    title_weight times.
    Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond"
    (2009), formula 3.15; fields joined before saturation as in section 3.6.
    """
    weights, lengths = {}, []
    for lang in document.languages:
        title = terms(getattr(document, f"title_{lang}"), lang=lang)
        text = terms(getattr(document, f"text_{lang}"), lang=lang)
        counts = _counts(title, text, parameters)
        lengths.append(sum(count for term, count in counts.items() if "_" not in term))
        weights.update(_weights(lang, counts, lengths[-1], parameters))
    return weights, sum(lengths) / max(len(lengths), 1)


def _counts(title, text, at):
    """Return how often each term is said, those of the title title_weight times."""
    counts = Counter(text)
    for term in title:
        counts[term] += at.title_weight
    return counts


def _weights(lang, counts, length, at):
    """Return {term: weight} for the counts of one language."""
    slow = at.k1 * (1 - at.b + at.b * length / at.pivot)
    return {
        f"{lang}:{term}": (at.k1 + 1) * count / (count + slow) for term, count in counts.items()
    }


class _Gathered:
    """The rows of a segment while documents come in; arrays of numbers, no objects per row."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.ids, self.words, self.holders, self.zones = {}, {}, {}, {}
        self.kind, self.year = array("B"), array("h")
        self.zone, self.languages, self.length = array("i"), array("B"), array("f")
        self.term, self.weight, self.size = array("i"), array("f"), array("q")
        self.link, self.links = array("i"), array("q")

    def add(self, document):
        """Append one document."""
        if document.id in self.ids:
            raise BadDocument(f"twice: {document.id!r}")
        self.ids[document.id] = len(self.ids)
        self.kind.append(KINDS.index(document.kind))
        self.year.append(UNKNOWN_YEAR if document.year is None else document.year)
        self.zone.append(_number(self.zones, document.zone))
        self.languages.append(sum(1 << LANGUAGES.index(lang) for lang in document.languages))
        weights, length = document_weights(document, self.parameters)
        self.length.append(length)
        self.term.extend(_number(self.words, term) for term in weights)
        self.weight.extend(weights.values())
        self.size.append(len(weights))
        keys = dict.fromkeys(f"{holder.kind}:{holder.id}" for holder in document.holders)
        self.link.extend(_number(self.holders, key) for key in keys)
        self.links.append(len(keys))

    def segment(self):
        """Return what was gathered as a Segment, all in the order of the tables of names."""
        docs, words = Names.of(self.ids), Names.of(self.words)
        holders, zones = Names.of(self.holders), Names.of(self.zones)
        new = docs.find(self.ids)
        order = np.argsort(new)
        first, posting, weight = by_term(
            words.find(self.words)[_numbers(self.term)],
            np.repeat(new, _numbers(self.size)),
            np.frombuffer(self.weight, dtype=np.float32) if self.weight else np.zeros(0, "f4"),
            len(words),
        )
        link_first, link = _reordered(
            _numbers(self.links), holders.find(self.holders)[_numbers(self.link)], order
        )
        return completed(
            docs=docs, words=words, holders=holders, zones=zones,
            kind=_numbers(self.kind).astype(np.uint8)[order],
            year=_numbers(self.year).astype(np.int16)[order],
            zone=zones.find(self.zones)[_numbers(self.zone)].astype(np.int32)[order],
            languages=_numbers(self.languages).astype(np.uint8)[order],
            length=np.array(self.length, dtype=np.float32)[order],
            first=first, posting=posting, weight=weight,
            link_first=link_first, link=link.astype(np.int32),
        )  # fmt: skip


def completed(**arrays):
    """Return a Segment of all arrays but those that follow from the others."""
    n_documents, n_holders = len(arrays["docs"]), len(arrays["holders"])
    owner = np.repeat(np.arange(n_documents), np.diff(arrays["link_first"]))
    none = np.zeros(len(owner), dtype=np.float32)
    held_first, held, _ = by_term(arrays["link"], owner, none, n_holders)
    first, posting = arrays["first"], arrays["posting"]
    word = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    said_first, said, said_weight = by_first(posting, word, arrays["weight"], n_documents)
    return Segment(
        **arrays, said_first=said_first, said=said, said_weight=said_weight,
        needs=counted(first, posting, arrays["kind"] == PROBLEM),
        held_first=held_first, held=held,
    )  # fmt: skip


def counted(first, posting, chosen):
    """Return how many of the chosen documents, a bool array (n,), each term is in: int32 (t,)."""
    running = np.zeros(len(posting) + 1, dtype=np.int32)
    np.cumsum(chosen[posting], out=running[1:])
    return np.diff(running[first]).astype(np.int32)


def by_term(term, doc, weight, n_terms):
    """Return postings given in any order as (first, posting, weight), sorted by term and doc."""
    order = np.argsort(doc.astype(np.int32, copy=False), kind="stable")
    return by_first(term[order], doc[order], weight[order], n_terms)


def by_first(one, two, weight, most):
    """Return rows (one, two, weight) as (first, two, weight): by one, else in their order.

    one: int array (p,), below most. Returns where each one's rows begin, and the rest in order.
    """
    order = np.argsort(one.astype(np.int32, copy=False), kind="stable")
    first = np.zeros(most + 1, dtype=np.int64)
    np.cumsum(np.bincount(one, minlength=most), out=first[1:])
    return first, two[order].astype(np.int32, copy=False), weight[order]


def _reordered(sizes, values, order):
    """Return rows of different sizes, laid end to end, in another order: (first, values)."""
    begin = np.cumsum(sizes) - sizes
    first = np.concatenate([[0], np.cumsum(sizes[order])]).astype(np.int64)
    shift = np.repeat(begin[order] - first[:-1], sizes[order])
    return first, values[np.arange(first[-1]) + shift]


def _number(table, key):
    """Return the number of a key, a new one if it has none."""
    return table.setdefault(key, len(table))


def _numbers(values):
    """Return an array of the standard library as a numpy array of integers."""
    return np.array(values, dtype=np.int64)
