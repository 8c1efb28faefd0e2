"""How much each document says of what a query asks for."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.segment import LANGUAGES

SEARCHED = 16  # a list so many times longer than what is looked for in it is searched, not read


@dataclass(frozen=True, slots=True)
class Asked:
    """A term of a query as an index knows it.

    term: "vi:giao_thong". value: weight × share × rarity × share of its signal. places: for each
    part of the index, the term's number, -1 where it is not. part: how much of the core of what
    was asked in its language it is, 0 to 1; terms of one group stand for the same part.
    """

    term: str
    value: float
    places: tuple[int, int]
    part: float = 0.0
    group: int = 0


@dataclass(frozen=True)
class Scores:
    """score: float32 array (documents of both parts,), from 0 on; 1 says the core of what was
    asked, once, in a text of ordinary length. asked: tuple of Asked, heaviest first. shares:
    float32 array (4,), by what the sums of a document are divided that has these languages.
    """

    score: np.ndarray
    asked: tuple[Asked, ...]
    shares: np.ndarray


def score_documents(index, query):
    """Return the Scores of all documents of an index for a query.

    Each signal gives the sum of weight × rarity × what the term says of the document, divided
    by the sum of weight × rarity of the heaviest terms, the core: no document of ordinary length
    says all of a long need. A document that has the languages of both signals gets their mean
    by share, one that has one of them that one. Rarity is
    log(1 + (N - n + 0.5) / (n + 0.5)) among the documents of that language, n for several terms
    the sum of their counts by share, times `_unusual` among the problems of that language.
    """
    total = np.zeros(len(index.living), dtype=np.float32)
    shares = np.zeros(1 << len(LANGUAGES), dtype=np.float32)
    every = []
    for signal in query.signals:
        asked = _asked(index, signal, query.parameters)
        bit = 1 << LANGUAGES.index(signal.lang)
        if asked:
            shares[[mask for mask in range(len(shares)) if mask & bit]] += signal.share
        every += asked
    every.sort(key=lambda one: (-one.value, one.term))
    for one in every:
        for part, start, begin, end in _lists(index, one):
            total[start:][part.posting[begin:end]] += part.weight[begin:end] * np.float32(one.value)
    shares[shares == 0] = 1
    total /= shares[index.languages]
    total[~index.living] = 0
    return Scores(total, tuple(every), shares)


def _asked(index, signal, at):
    """Return the heaviest terms that the index knows as a list of Asked."""
    wanted = signal.wanted
    names = [term for one in wanted for term, _ in one.terms]
    share = np.array([share for one in wanted for _, share in one.terms])
    group = np.repeat(np.arange(len(wanted)), [len(one.terms) for one in wanted])
    places = np.array([part.words.find(names) for part, _ in index.parts])
    counts, needs = _counts(index, places)
    value = np.array([one.weight for one in wanted]) * _worth(
        np.bincount(group, counts * share), np.bincount(group, needs * share), index, signal, at
    )
    found = np.bincount(group, counts) > 0
    single = np.array(["_" not in one.terms[0][0] for one in wanted])
    counted = np.where(found | single, value, 0.0)
    core = np.argsort(-counted, kind="stable")[: at.core]
    most = counted[core].sum()
    part = np.zeros(len(wanted))
    part[core] = counted[core] / most if most else 0.0
    kept = np.zeros(len(wanted), dtype=bool)
    kept[np.argsort(-value, kind="stable")[: at.most_terms]] = True
    parts = value[group] * share * signal.share / most if found.any() else value[group]
    return [
        Asked(
            names[k],
            float(parts[k]),
            tuple(places[:, k].tolist()),
            float(part[group[k]]),
            int(group[k]),
        )
        for k in np.flatnonzero((counts > 0) & kept[group])
    ]


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


def _lists(index, asked):
    """Yield (segment, its first document, begin, end of the postings) where the term is."""
    for (part, start), number in zip(index.parts, asked.places, strict=True):
        if number >= 0:
            yield part, start, int(part.first[number]), int(part.first[number + 1])


def said(index, asked, documents):
    """Return what each asked term says of each document: float32 array (asked, documents).

    documents: int array (m,) of numbers over both parts, distinct.
    """
    told = np.zeros((len(asked), len(documents)), dtype=np.float32)
    column = np.full(len(index.living), -1, dtype=np.int32)
    column[documents] = np.arange(len(documents))
    for row, one in enumerate(asked):
        for part, start, begin, end in _lists(index, one):
            posting, weight = part.posting[begin:end], part.weight[begin:end]
            if len(posting) > SEARCHED * len(documents):
                at = np.minimum(np.searchsorted(posting, documents - start), len(posting) - 1)
                hit = np.flatnonzero(posting[at] == documents - start)
                told[row, hit] = weight[at[hit]]
            else:
                to = column[start:][posting]
                hit = np.flatnonzero(to >= 0)
                told[row, to[hit]] = weight[hit]
    return told
