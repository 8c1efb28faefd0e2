"""How much each document says of what a query asks for."""

from dataclasses import dataclass

import numpy as np

from cauhien_engine.match.segment import LANGUAGES


@dataclass(frozen=True)
class Asked:
    """A term of a query as an index knows it.

    term: "vi:giao_thong". value: its weight times its rarity times the share of its signal.
    places: for each part of the index, the term's number, -1 where it is not.
    """

    term: str
    value: float
    places: tuple[int, int]


@dataclass(frozen=True)
class Scores:
    """score: float32 array (documents of both parts,), 0 to 1, about the share of what was asked
    that a document says. asked: tuple of Asked, heaviest first.
    """

    score: np.ndarray
    asked: tuple[Asked, ...]


def score_documents(index, query):
    """Return the Scores of all documents of an index for a query.

    Each signal gives the sum of weight × rarity × what the term says of the document, divided
    by what the query could get at most from ordinary documents; a document that has the
    languages of both signals gets their mean by share, one that has one of them that one.
    Rarity is log(1 + (N - n + 0.5) / (n + 0.5)) among the documents of that language.
    """
    total = np.zeros(len(index.living), dtype=np.float32)
    shares = np.zeros(1 << len(LANGUAGES), dtype=np.float32)
    every = []
    for lang, share, rows in query.signals:
        asked, most = _asked(index, lang, rows, query.parameters)
        if not most:
            continue
        every += [Asked(one.term, share * one.value / most, one.places) for one in asked]
        bit = 1 << LANGUAGES.index(lang)
        shares[[mask for mask in range(len(shares)) if mask & bit]] += share
    for one in every:
        _add(index, one, total)
    total /= np.where(shares > 0, shares, 1)[index.languages]
    total[~index.living] = 0
    return Scores(total, tuple(sorted(every, key=lambda one: -one.value)))


def _asked(index, lang, rows, at):
    """Return the heaviest terms that the index knows, and the sum of all groups' values."""
    numbers = {}
    links = [
        (numbers.setdefault(term, len(numbers)), number, share)
        for number, (group, _) in enumerate(rows)
        for term, share in group
    ]
    term, group, share = (np.array(column) for column in zip(*links, strict=True))
    names = list(numbers)
    places = np.array([part.words.find(names) for part, _ in index.parts])
    counts = _counts(index, places)
    size = index.sizes[LANGUAGES.index(lang)]
    # A group is as rare as its terms together; never more frequent than every document.
    together = np.minimum(np.bincount(group, share * counts[term]), size)
    rarity = np.log1p((size - together + 0.5) / (together + 0.5))
    of_group = np.array([weight for _, weight in rows]) * rarity
    values = np.bincount(term, share * of_group[group])
    heaviest = np.argsort(-values, kind="stable")[: at.most_terms]
    single = np.array(["_" not in group[0][0] for group, _ in rows])
    most = float(of_group[single | (together > 0)].sum())
    known = [k for k in heaviest if counts[k] > 0]
    return [Asked(names[k], float(values[k]), tuple(places[:, k])) for k in known], most


def _counts(index, places):
    """Return in how many documents that count each term is."""
    counts = np.zeros(places.shape[1])
    for (part, _), numbers, gone in zip(index.parts, places, (index.gone, None), strict=True):
        here = numbers >= 0
        at = numbers[here]
        counts[here] += part.first[at + 1] - part.first[at]
        if gone is not None:
            counts[here] -= gone[at]
    return counts


def _add(index, one, total):
    """Add what one term says to the scores of its documents."""
    for (part, start), number in zip(index.parts, one.places, strict=True):
        if number >= 0:
            begin, end = part.first[number], part.first[number + 1]
            total[start:][part.posting[begin:end]] += part.weight[begin:end] * np.float32(one.value)


def says(index, asked, documents):
    """Return how much each asked term adds to each document: float array (documents, asked).

    documents: int array of numbers over both parts.
    """
    added = np.zeros((len(documents), len(asked)), dtype=np.float32)
    for column, one in enumerate(asked):
        for (part, start), number in zip(index.parts, one.places, strict=True):
            if number < 0:
                continue
            begin, end = part.first[number], part.first[number + 1]
            posting = part.posting[begin:end]
            own = documents - start
            at = np.minimum(np.searchsorted(posting, own), len(posting) - 1)
            hit = posting[at] == own
            added[hit, column] += part.weight[begin:end][at[hit]] * np.float32(one.value)
    return added
