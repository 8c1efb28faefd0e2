"""Learning which words translate which, from sentences that exist in two languages."""

import math
from collections import Counter

import numpy as np


def compounds(runs, least=10, closeness=0.35, longest=4, edges=frozenset()):
    """Return the sequences of words that stand together far more often than by chance.

    runs: list of lists of words, each without a sign that ends a thought. least: how often a
    compound must occur. closeness: least normalised pointwise mutual information, from 0 (by
    chance) to 1 (never apart). longest: in words. edges: words no compound begins or ends with.
    Returns a set of tuples of 2 to `longest` words.
    Source: Bouma, "Normalized (pointwise) mutual information in collocation extraction" (GSCL
    2009), taken over all words of a sequence.

    >>> runs = [["ùn", "tắc", "giao", "thông"], ["giao", "thông", "tốt"]] * 5
    >>> sorted(compounds(runs, closeness=0.9, longest=2))
    [('giao', 'thông')]
    """
    single = Counter(word for run in runs for word in run)
    total = sum(single.values())
    found = set()
    for size in range(2, longest + 1):
        counts = Counter(
            tuple(run[at : at + size]) for run in runs for at in range(len(run) - size + 1)
        )
        for words, count in counts.items():
            if count < least or words[0] in edges or words[-1] in edges:
                continue
            alone = sum(math.log(single[word] / total) for word in words)
            together = math.log(count / total)
            if together == 0 or (together - alone) / (-(size - 1) * together) >= closeness:
                found.add(words)
    return found


def joined(run, known, longest=5):
    """Return a run of words with known sequences made one, "giao thông", longest first.

    >>> joined(["ùn", "tắc", "giao", "thông"], {("giao", "thông")})
    ['ùn', 'tắc', 'giao thông']
    """
    out, at = [], 0
    while at < len(run):
        sizes = range(min(longest, len(run) - at), 1, -1)
        size = next((size for size in sizes if tuple(run[at : at + size]) in known), 1)
        out.append(" ".join(run[at : at + size]))
        at += size
    return out


def translations(pairs, rounds=6):
    """Return how well each two words translate each other, as {(source, target): score}.

    pairs: list of (source words, target words) of sentences that say the same. rounds: of
    expectation maximisation. The score is the geometric mean of the two probabilities
    t(target | source) and t(source | target) of IBM Model 1, from 0 to 1: one direction alone
    gives rare words much that is not theirs. Scores under 0.01 are left out.
    Same pairs, same scores.
    Source: Brown et al., "The Mathematics of Statistical Machine Translation", Computational
    Linguistics 19 (1993), Model 1; both directions as in Liang et al., "Alignment by
    Agreement" (NAACL 2006).

    >>> pairs = [(["nước", "sạch"], ["clean", "water"]), (["nước"], ["water"])]
    >>> table = translations(pairs)
    >>> table["nước", "water"] > 0.9 > table["nước", "clean"]
    True
    """
    there = model_1(pairs, rounds)
    back = model_1([(target, source) for source, target in pairs], rounds)
    scores = {
        (source, target): math.sqrt(chance * back.get((target, source), 0.0))
        for (source, target), chance in there.items()
    }
    return {words: score for words, score in scores.items() if score >= 0.01}


def model_1(pairs, rounds=6):
    """Return t(target | source) of IBM Model 1 as {(source, target): probability}.

    pairs, rounds: as in `translations`. A word of the target may also come from nothing, which
    is not returned; nor are probabilities under 0.0001.

    >>> round(model_1([(["hồ"], ["lake"])] * 2, rounds=1)["hồ", "lake"], 2)
    1.0
    """
    sources, targets = _Numbers(), _Numbers()
    sources.of("")  # the empty word, from which a target may come
    rows = [([0, *map(sources.of, source)], [*map(targets.of, target)]) for source, target in pairs]
    rows = [row for row in rows if row[1]]
    if not rows:
        return {}
    source = np.concatenate([np.tile(one, len(other)) for one, other in rows])
    target = np.concatenate([np.repeat(other, len(one)) for one, other in rows])
    sizes = np.concatenate([np.full(len(other), len(one)) for one, other in rows])
    place = np.repeat(np.arange(len(sizes)), sizes)
    keys, link = np.unique(source * len(targets.names) + target, return_inverse=True)
    chance = _maximised(link, place, keys // len(targets.names), rounds)
    names = zip(keys // len(targets.names), keys % len(targets.names), chance, strict=True)
    return {
        (sources.names[one], targets.names[other]): float(value)
        for one, other, value in names
        if one and value >= 0.0001
    }


def _maximised(link, place, source, rounds):
    """Return the probability of each pair of words after the rounds.

    link: for each possible link, its pair of words. place: for each link, the target word it
    would explain. source: for each pair, its source word.
    """
    chance = np.full(len(source), 1.0)
    for _ in range(rounds):
        value = chance[link]
        counts = np.bincount(link, value / np.bincount(place, value)[place], len(source))
        chance = counts / np.bincount(source, counts)[source]
    return chance


class _Numbers:
    """Words numbered in the order in which they are first met."""

    def __init__(self):
        self.names = []
        self._known = {}

    def of(self, word):
        """Return the number of a word."""
        if word not in self._known:
            self._known[word] = len(self.names)
            self.names.append(word)
        return self._known[word]
