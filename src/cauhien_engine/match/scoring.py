"""How much each document says of what a query asks for."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array

from cauhien_engine.match.names import remembered_hashes_of
from cauhien_engine.match.segment import LANGUAGES

AT_ONCE = 1_000_000  # entries of lists that are added up in one go


@dataclass(frozen=True, slots=True)
class Asked:
    """A term of a query as an index knows it.

    term: "vi:giao_thong". value: weight × share × rarity × share of its signal. count: in how many
    documents it is. places: for each part of the index, the term's number, -1 where it is not.
    """

    term: str
    value: float
    count: int
    places: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Titled:
    """A word of the title. terms: those that stand for it and the index knows. part: how much of
    the title in its language it is, 0 to 1.
    """

    lang: str
    part: float
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Scores:
    """score: float32 array (documents of both parts,), from 0 on; 1 says the core of what was
    asked, once, in a text of ordinary length. asked: tuple of Asked, heaviest first, each term
    once. title: tuple of Titled. shares: float32 array (4,), by what the sums of a document are
    divided that has these languages; ordinary: float64 array (4,), what such a document scores on
    the average. whole: whether all terms were counted in.
    """

    score: np.ndarray
    asked: tuple[Asked, ...]
    title: tuple[Titled, ...]
    shares: np.ndarray
    ordinary: np.ndarray
    whole: bool


def score_documents(index, query, most_read=None):
    """Return the Scores of all documents of an index for a query.

    Each signal gives the sum of weight × rarity × what the term says of the document, divided
    by the sum of weight × rarity of the heaviest terms, the core: no document of ordinary length
    says all of a long need. A document that has the languages of both signals gets their mean
    by share, one that has one of them that one. Rarity is
    log(1 + (N - n + 0.5) / (n + 0.5)) among the documents of that language, n for several terms
    the sum of their counts by share, times `_unusual` among the problems of that language.
    most_read: leave out the lightest terms when the lists of the others are so long together;
    the heaviest is always read.
    """
    shares = np.zeros(1 << len(LANGUAGES), dtype=np.float32)
    ordinary = np.zeros(len(shares))
    every, title = {}, []
    for signal in query.signals:
        asked, own = _asked(index, signal, query.parameters)
        title += own
        lang = LANGUAGES.index(signal.lang)
        if asked:
            here = [mask for mask in range(len(shares)) if mask & 1 << lang]
            shares[here] += signal.share
            ordinary[here] += _expected(asked, index.sizes[lang])
        for one in asked:
            known = every.get(one.term)
            every[one.term] = replace(one, value=one.value + known.value) if known else one
    shares[shares == 0] = 1
    heavy = tuple(sorted(every.values(), key=lambda one: (-one.value, one.term)))
    read = heavy if most_read is None else heavy[: _enough(heavy, most_read)]
    total = _summed(index, read)
    total /= shares[index.mask]
    total[index.dead] = 0
    return Scores(total, heavy, tuple(title), shares, ordinary / shares, len(read) == len(heavy))


def _expected(asked, n_documents):
    """Return what the terms add up to in one of so many documents, on the average: each says a
    term once or not. One that says it is not measured by itself: the others are.
    """
    return sum(one.value * (one.count - 1) for one in asked) / max(n_documents - 1, 1)


def _enough(asked, most_read):
    """Return how many of the first terms have lists of no more entries together, at least one."""
    running = np.cumsum([one.count for one in asked])
    return max(1, int(np.searchsorted(running, most_read, side="right")))


def _summed(index, asked):
    """Return the sum of what the terms say of each document times their value: float32 array."""
    sums = [_summed_part(part, asked, at) for at, (part, _) in enumerate(index.parts)]
    return np.concatenate(sums) if len(index.delta) else sums[0]


def _summed_part(part, asked, at):
    """Return the sums of one part of an index: float32 array (n,). at: which part it is."""
    total = np.zeros(len(part), dtype=np.float32)
    rows = [(one.places[at], one.value) for one in asked if one.places[at] >= 0]
    if not rows:
        return total
    places, values = np.array([one for one, _ in rows]), np.array([one for _, one in rows], "f4")
    begins, ends = part.first[places], part.first[places + 1]
    for some in _portions(ends - begins):
        lists = [*map(slice, begins[some].tolist(), ends[some].tolist())]
        first = np.concatenate([[0], np.cumsum(ends[some] - begins[some])]).astype(np.int32)
        where = np.concatenate([part.posting[one] for one in lists])
        said = np.concatenate([part.weight[one] for one in lists])
        total += csc_array((said, where, first), (len(part), len(lists))) @ values[some]
    return total


def _portions(sizes):
    """Yield slices of lists that are together no longer than AT_ONCE, at least one in each."""
    begin, running = 0, np.cumsum(sizes)
    while begin < len(sizes):
        before = running[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(running, before + AT_ONCE, side="right")))
        yield slice(begin, end)
        begin = end


def _asked(index, signal, at):
    """Return the heaviest terms that the index knows, a list of Asked, and the list of Titled."""
    wanted = signal.wanted
    names = [term for one in wanted for term, _ in one.terms]
    share = np.array([share for one in wanted for _, share in one.terms])
    group = np.repeat(np.arange(len(wanted)), [len(one.terms) for one in wanted])
    hashes = remembered_hashes_of(names)
    places = np.array([part.words.find_hashes(hashes) for part, _ in index.parts])
    counts, needs = _counts(index, places)
    value = np.array([one.weight for one in wanted]) * _worth(
        np.bincount(group, counts * share), np.bincount(group, needs * share), index, signal, at
    )
    known = counts > 0
    found = np.bincount(group, known) > 0
    single = np.array(["_" not in one.terms[0][0] for one in wanted])
    telling = np.where(found | single, value, 0.0)
    core = np.sort(telling)[::-1][: at.core].sum() or 1.0
    title = telling * [one.titled for one in wanted]
    title /= title.sum() or 1.0
    kept = np.zeros(len(wanted), dtype=bool)
    kept[np.argsort(-value, kind="stable")[: at.most_terms]] = True
    values = (value[group] * share * signal.share / core).tolist()
    rows, lists = places.T.tolist(), counts.astype(int).tolist()
    asked = [
        Asked(names[k], values[k], lists[k], tuple(rows[k]))
        for k in np.flatnonzero(known & kept[group]).tolist()
    ]
    reached = {one.term for one in asked}
    titled = [
        Titled(signal.lang, title[k], tuple(n for n, _ in wanted[k].terms if n in reached))
        for k in np.flatnonzero(title).tolist()
    ]
    return asked, titled


def _worth(counts, needs, index, signal, at):
    """Return how much it tells that a document has terms in so many documents and problems."""
    lang = LANGUAGES.index(signal.lang)
    n_documents, n_needs = index.sizes[lang], index.needs[lang]
    counts = np.minimum(counts, n_documents)
    rarity = np.log1p((n_documents - counts + 0.5) / (counts + 0.5))
    return rarity * _unusual(np.minimum(needs, n_needs), n_needs, at)


def _unusual(needs, n_needs, at):
    """Return how little usual terms are among needs: 1 for one in no other need, towards 0.

    Every problem of a city asks for data, models and early warning; what it is about is what
    others do not say. Measured in benchmarks/supply_match.py: nDCG@10 0.64 without, 0.68 with.
    """
    full = n_needs + at.unheard
    return np.log(full / (needs + at.usual)) / np.log(full / at.usual)


def _counts(index, places):
    """Return in how many documents, and in how many problems, that count each term is."""
    counts = np.zeros((2, places.shape[1]))
    for (part, _), numbers, gone in zip(index.parts, places, (index.gone, None), strict=True):
        here = numbers >= 0
        at = numbers[here]
        counts[0, here] += part.first[at + 1] - part.first[at]
        counts[1, here] += part.needs[at]
        if gone is not None:
            counts[:, here] -= gone[:, at]
    return counts
