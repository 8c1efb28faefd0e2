"""Texts -> the passages in which two of them say the same, in one language or across two.

    texts = [read(parts, lexicon) for parts in files]     # parts: the sections of a file
    compared = Comparison(texts, given=[read([call], lexicon)] * len(texts))
    for passage in compared.passages(0, 1): ...

Each sentence of the one is held against each of the other, so that the order does not matter;
those that are alike and stand near one another in both make a passage. `ENGINE_VERSION` names the
rules: store it with what was found.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
import scipy
from scipy.sparse import csr_array

from cauhien_engine.text.lexicon import Group
from cauhien_engine.text.sentences import sentences
from cauhien_engine.text.spans import spans_of
from cauhien_engine.text.terms import guess_of_runs, runs_of_spelled_words, terms_of_runs

ENGINE_VERSION = "overlap 1"
MOST_SENTENCES = 3_000  # of a text; two such texts take 500 MB while they are compared
PAIR_WORTH = 0.5  # of two neighbours beside their two words, which count already


@dataclass(frozen=True)
class OverlapParameters:
    """What makes a passage; chosen on the three collections of benchmarks/README.md.

    within, across: how alike two sentences of one language, or of two, must be to speak for a
    passage: below it one finds what different hands write on one subject. least: how much must
    speak for a passage, in words: Σ (likeness - that bound) · words of the shorter sentence
    beyond the first `short`, which everybody might have put together. apart: how many sentences
    further on a passage still goes on. quoted: how alike a sentence is to what its author was
    given to be taken as a quotation. form: what more texts than so many say in the same
    words is of a form that they filled in; neither counts.
    """

    within: float = 0.4
    across: float = 0.28
    least: float = 1.5
    short: int = 4
    apart: int = 2
    quoted: float = 0.5
    form: int = 5


@dataclass(frozen=True)
class Place:
    """Whole sentences of a text: its part (by number), from start to end in characters.

    lang: "vi" or "en". marks: (start, end) of the words that agree, in characters of the part.
    """

    part: int
    start: int
    end: int
    lang: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Passage:
    """Where two texts say the same.

    likeness: share from 0 to 1, mean of the sentences that agree, by their words. strength: how
    much speaks for it, in words; see OverlapParameters.least. is_translated: across languages.
    """

    one: Place
    other: Place
    likeness: float
    strength: float
    is_translated: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence ready to be compared: lang "vi" or "en"; said: its own terms; meant: the groups
    of English terms that its words may stand for, where it is Vietnamese."""

    part: int
    start: int
    end: int
    lang: str
    said: frozenset[str]
    meant: tuple[Group, ...]

    @property
    def n_words(self):
        return sum("_" not in term for term in self.said)


@dataclass(frozen=True)
class Read:
    """A text ready to be compared: its parts, and their sentences in order.

    is_cut: it has more than MOST_SENTENCES, and only the first are compared.
    """

    parts: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    is_cut: bool = False


def read(parts, lexicon):
    """Return a text as a Read. parts: its sections, strings; no passage runs over their ends.

    lexicon: cauhien_engine.text.lexicon.Lexicon. A sentence in neither language is taken as
    Vietnamese, one without marks as well if its words are. Never raises.

    >>> from cauhien_engine.text.lexicon import Lexicon
    >>> [one.lang for one in read(["Đo lưu lượng. We count the cars."], Lexicon()).sentences]
    ['vi', 'en']
    """
    places = ((number, *place) for number, part in enumerate(parts) for place in sentences(part))
    taken = list(islice(places, MOST_SENTENCES + 1))
    found = [
        _sentence(number, parts[number], start, end, lexicon)
        for number, start, end in taken[:MOST_SENTENCES]
    ]
    return Read(tuple(parts), tuple(found), is_cut=len(taken) > MOST_SENTENCES)


def _sentence(number, text, start, end, lexicon):
    runs = runs_of_spelled_words(text[start:end])
    lang = "en" if guess_of_runs(runs) == "en" else "vi"
    said = terms_of_runs([[word for word, _ in run] for run in runs], lang)
    meant = dict.fromkeys(lexicon.translate_runs(runs)) if lang == "vi" else ()
    return Sentence(number, start, end, lang, frozenset(said), tuple(meant))


class Comparison:
    """Texts that can be compared with one another. What many of their sentences say counts little.

    texts: list of Read. given: for each of them a Read or None: what everybody who wrote one was
    given, as the text of a call; sentences that quote it are left out. Never changes once made.

    >>> from cauhien_engine.text.lexicon import Lexicon
    >>> lexicon = Lexicon(glossary=[("lưu lượng xe", "traffic flow"), ("máy ảnh", "camera"),
    ...     ("đếm", "count"), ("ban đêm", "night"), ("ngã tư", "junction"), ("cầu", "bridge")])
    >>> texts = ["Đếm lưu lượng xe bằng máy ảnh ban đêm ở ngã tư.", "Làm cầu mới qua sông.",
    ...     "We build. Cameras count the traffic flow of a junction by night.", "Nothing here."]
    >>> rules = OverlapParameters(short=0)
    >>> compared = Comparison([read([text], lexicon) for text in texts], parameters=rules)
    >>> [(one.one.start, one.other.start, one.is_translated) for one in compared.passages(0, 2)]
    [(0, 10, True)]
    >>> compared.passages(1, 2), compared.passages(0, 3)
    ([], [])
    """

    def __init__(self, texts, given=(), parameters=None):
        self.parameters = parameters or OverlapParameters()
        given = list(given) or [None] * len(texts)
        known = {id(one): one for one in given if one is not None}
        terms = _Terms(sentence for one in (*texts, *known.values()) for sentence in one.sentences)
        calls = {key: _Rows(one, terms) for key, one in known.items()}
        times = Counter(said for text in texts for said in {one.said for one in text.sentences})
        self._texts = [_Rows(text, terms) for text in texts]
        self._counts = [
            _own(rows, calls.get(id(call)), times, self.parameters)
            for rows, call in zip(self._texts, given, strict=True)
        ]

    def passages(self, one, other):
        """Return the passages in which two texts agree, strongest first: a list of Passage.

        one, other: places in `texts`. The other way round the same passages come out, each with
        its sides changed.
        """
        rows, columns = self._texts[one], self._texts[other]
        if not rows.sentences or not columns.sentences:
            return []
        likeness, is_across = rows.likeness(columns), rows.is_en[:, None] != columns.is_en[None, :]
        at = self.parameters
        beyond = likeness - np.where(is_across, at.across, at.within)
        beyond[~self._counts[one]] = beyond[:, ~self._counts[other]] = -1
        found = [
            _passage(rows, columns, cells, likeness, beyond, at.short)
            for cells in _joined(rows, columns, beyond, is_across, at.apart)
        ]
        found = [one for one in found if one.strength >= at.least]
        return sorted(found, key=lambda it: (-it.strength, it.one.part, it.one.start))


def _own(rows, call, times, at):
    """Return which sentences are the text's own: bool array; not what was given or is of a form.

    times: {terms of a sentence: how many texts say just these}.
    """
    own = np.array([times[one.said] <= at.form for one in rows.sentences], dtype=bool)
    if call is not None and rows.sentences and call.sentences:
        own &= rows.likeness(call).max(axis=1) < at.quoted
    return own


def _joined(rows, columns, beyond, is_across, apart):
    """Yield the pairs of sentences of each passage: (int array, int array).

    A pair is in if it is the best of either of its sentences; pairs are of one passage if they
    follow one another in both texts, up to so many sentences apart.
    """
    best = (beyond == beyond.max(axis=1)[:, None]) | (beyond == beyond.max(axis=0)[None, :])
    i, j = np.nonzero(best & (beyond > 0))
    there, back = rows.position(apart)[i], columns.position(apart)[j]
    near = np.abs(there[:, None] - there) <= apart
    near &= np.abs(back[:, None] - back) <= apart
    near &= is_across[i, j][:, None] == is_across[i, j]
    count, label = scipy.sparse.csgraph.connected_components(csr_array(near), directed=False)
    for number in range(count):
        yield i[label == number], j[label == number]


def _passage(rows, columns, cells, likeness, beyond, short):
    """Return the Passage that pairs of sentences make."""
    i, j = cells
    words = np.minimum(rows.n_words[i], columns.n_words[j])
    pairs = [(rows.sentences[a], columns.sentences[b]) for a, b in zip(i, j, strict=True)]
    agreed = [_agreed(*pair) for pair in pairs]
    return Passage(
        one=_place(rows.read, [(a, said) for (a, _), (said, _) in zip(pairs, agreed, strict=True)]),
        other=_place(columns.read, [(b, s) for (_, b), (_, s) in zip(pairs, agreed, strict=True)]),
        likeness=float(np.average(likeness[cells], weights=np.maximum(words, 1))),
        strength=float((beyond[cells] * np.maximum(words - short, 0)).sum()),
        is_translated=pairs[0][0].lang != pairs[0][1].lang,
    )


def _agreed(one, other):
    """Return the terms of two sentences that agree, as they stand in each: (set, set)."""
    if one.lang == other.lang:
        return one.said & other.said, one.said & other.said
    if one.lang == "en":
        return _agreed(other, one)[::-1]
    own, met = set(), set()
    for group in one.meant:
        said = {term for term, _ in group.terms} & other.said
        if said:
            met |= said
            own |= set(_terms_of(group.source.split()))
    return own, met


def _terms_of(words):
    """Return the words of a phrase as `spans_of` marks them: pairs, or the one word."""
    return [f"{left}_{right}" for left, right in pairwise(words)] or words


def _place(text, agreed):
    """Return the Place from the first to the last of some sentences, with what agrees marked."""
    part = agreed[0][0].part
    marks = {
        (one.start + start, one.start + end)
        for one, terms in agreed
        for start, end in spans_of(text.parts[part][one.start : one.end], terms)
    }
    places = [one for one, _ in agreed]
    start, end = min(one.start for one in places), max(one.end for one in places)
    return Place(part, start, end, places[0].lang, tuple(_apart(sorted(marks))))


def _apart(spans):
    """Return sorted spans with those that overlap made one: a sentence may agree with two."""
    joined = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


class _Terms:
    """All terms of some sentences, numbered, with what each is worth: about 1 if few say it."""

    def __init__(self, sentences):
        self.counts, self.sizes = Counter(), Counter()
        for one in sentences:
            self.sizes[one.lang] += 1
            self.counts.update((one.lang, term) for term in one.said)
        self.columns = {key: at for at, key in enumerate(self.counts)}
        worth = [
            self.worth_of(lang, count) * (PAIR_WORTH if "_" in term else 1.0)
            for (lang, term), count in self.counts.items()
        ]
        self.worth = np.array(worth, dtype=float)

    def worth_of(self, lang, count):
        """Return what a term is worth that so many sentences of a language say, 0 to about 1."""
        total = self.sizes[lang]
        return float(np.log1p(max(total - count, 0) / (count + 0.5)) / np.log1p(2 * total + 1))


class _Rows:
    """The sentences of a text as rows of matrices, a column for each of the terms.

    said: 1 where a sentence says a term. met: groups × terms, how likely a group is that term.
    groups: sentences × groups, what a group is worth. back: sentences × terms, how likely any
    word of a sentence is that term.
    """

    def __init__(self, text, terms):
        self.read, self.sentences, self.worth = text, text.sentences, terms.worth
        size = len(text.sentences), len(terms.columns)
        self.is_en = np.array([one.lang == "en" for one in text.sentences], dtype=bool)
        self.n_words = np.array([one.n_words for one in text.sentences])
        said = [
            (at, terms.columns[one.lang, term], 1.0)
            for at, one in enumerate(text.sentences)
            for term in one.said
        ]
        self.said = _matrix(said, size)
        self.valued = self.said.multiply(terms.worth).tocsr()
        self.said_mass = self.valued.sum(axis=1)
        self._translate(terms, size)

    def _translate(self, terms, size):
        meant = [(at, group) for at, one in enumerate(self.sentences) for group in one.meant]
        met, groups, back = [], [], {}
        for number, (at, group) in enumerate(meant):
            known = [(terms.columns.get(("en", term)), share) for term, share in group.terms]
            count = sum(share * terms.counts["en", term] for term, share in group.terms)
            groups.append((at, number, group.weight * terms.worth_of("en", count)))
            for column, share in known:
                if column is not None:
                    met.append((number, column, share))
                    sure = share * min(group.weight, 1.0)
                    back[at, column] = max(back.get((at, column), 0.0), sure)
        self.met = _matrix(met, (len(meant), size[1]))
        self.groups = _matrix(groups, (size[0], len(meant)))
        self.back = _matrix([(*cell, value) for cell, value in back.items()], size)
        self.meant_mass = self.groups.sum(axis=1)

    def position(self, apart):
        """Return the number of each sentence, parts further apart than a passage can reach."""
        parts = np.array([one.part for one in self.sentences])
        return np.arange(len(self.sentences)) + (apart + 1) * parts

    def likeness(self, other):
        """Return how alike each two sentences are: float array (own, other's), 0 to 1.

        The geometric mean of what share of the one is said by the other and the reverse, each
        term by its worth.
        """
        shared = (self.valued @ other.said.T).toarray()
        found = _geometric(shared, shared, self.said_mass, other.said_mass)
        own, others = self.is_en[:, None], other.is_en[None, :]
        if (~own & others).any():
            found = np.where(~own & others, self._across(other), found)
        if (own & ~others).any():
            found = np.where(own & ~others, other._across(self).T, found)
        return found

    def _across(self, english):
        """Return the same where own sentences are Vietnamese and the other's English."""
        met = (self.met @ english.said.T).tocsr()
        met.data = np.minimum(met.data, 1.0)  # two names of one thing are that thing once
        there = (self.groups @ met).toarray()
        back = (self.back @ english.valued.T).toarray()
        return _geometric(there, back, self.meant_mass, english.said_mass)


def _geometric(there, back, mass, other_mass):
    shares = there / np.maximum(mass, 1e-9)[:, None] * back
    shares /= np.maximum(other_mass, 1e-9)[None, :]
    return np.minimum(np.sqrt(shares), 1.0)


def _matrix(cells, size):
    """Return (row, column, value) as a sparse array; there may be none."""
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return csr_array((np.array(values, dtype=float), (rows, columns)), shape=size)
