"""From a need in somebody's words to weighted terms that an index can be asked for."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress
from typing import NamedTuple

from cauhien_engine.match.parameters import Parameters
from cauhien_engine.text.terms import (
    guess_of_runs,
    runs_of_spelled_words,
    runs_of_words,
    terms_of_runs,
)

LOANED = 3  # words of another language, not more in a row, are said in both


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query asks for once: a term, or several that stand for one word of another language.

    weight: how much it counts. terms: (term, share), likeliest first; a term is "vi:giao_thong"
    or "en:traffic"; share in (0, 1], how surely it stands for what is asked. titled: whether the
    title says it.
    """

    weight: float
    terms: tuple[tuple[str, float], ...]
    titled: bool


@dataclass(frozen=True)
class Signal:
    """What a query asks for in one language: "vi" or "en". share: how much the signal counts."""

    lang: str
    share: float
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True)
class Query:
    """A need made ready. lang: the language it was written in, "vi" or "en". signals: the need in
    its own language, and in the other; none when the need says nothing.
    """

    lang: str
    signals: tuple[Signal, ...]
    parameters: Parameters

    @property
    def terms(self):
        """All terms of the query, a tuple."""
        every = (one for signal in self.signals for one in signal.wanted)
        return tuple(dict.fromkeys(term for one in every for term, _ in one.terms))


def prepare(need, lexicon=None, place_terms=(), parameters=None):
    """Return the Query of a Need.

    lexicon: cauhien_engine.text.lexicon.Lexicon, or None for no translation. place_terms:
    names of places, any spelling, whose words are to weigh little ("Cầu Bây" must not fetch the
    Bay of Bengal). A need without a title is taken as all title, one without a word gives an
    empty query.
    What is said often saturates, what stands in the title weighs more: counting each word once
    finds works best, counting every time finds supply best, and this does both nearly as well.
    Source: Robertson and Zaragoza (2009), section 3.4.2, for the saturation (their k3).

    >>> from cauhien_engine.match import Need
    >>> query = prepare(Need("Ngập úng ở Hà Nội"), place_terms=["Hà Nội"])
    >>> query.lang, [one.terms[0][0] for one in query.signals[0].wanted if one.weight > 1]
    ('vi', ['vi:ngap', 'vi:ung'])
    """
    at = parameters or Parameters()
    title, text = map(runs_of_spelled_words, (need.title, need.text))
    lang = "en" if (need.lang or guess_of_runs(title + text)) == "en" else "vi"
    if not title:
        title, text = text, []
    pieces = list(_pieces(title, text, lang, _places(tuple(place_terms))))
    signals = [Signal(lang, at.own_signal, _said(pieces, lang, lexicon, at))]
    if lexicon is not None:
        other, share = ("en", at.translated_signal) if lang == "vi" else ("vi", at.back_signal)
        signals.append(Signal(other, share, _said(pieces, other, lexicon, at)))
    return Query(lang, tuple(one for one in signals if one.wanted), at)


def _pieces(title, text, lang, places):
    """Yield _Piece for the runs of title and text: each language, and names of places, apart."""
    for runs, titled in ((title, True), (text, False)):
        for spoken, some in _by_language(runs, lang):
            rest, named = places.apart(some)
            yield _Piece(rest, spoken, titled, placed=False)
            if named:
                yield _Piece(named, spoken, titled, placed=True)


def _by_language(runs, lang):
    """Yield (language, runs): those of the need's language and those of the other, if any."""
    other = "en" if lang == "vi" else "vi"
    foreign = [len(run) > LOANED and guess_of_runs([run]) == other for run in runs]
    yield lang, [*compress(runs, (not one for one in foreign))]
    if any(foreign):
        yield other, [*compress(runs, foreign)]


class _Piece(NamedTuple):
    runs: list
    lang: str
    titled: bool
    placed: bool


def _said(pieces, lang, lexicon, at):
    """Return what is Wanted in a language: its own words, and what may stand for the others."""
    heard = _Heard(at)
    for piece in pieces:
        if piece.lang == lang:
            runs = [[word for word, _ in run] for run in piece.runs]
            for term in terms_of_runs(runs, lang):
                heard.add(((term, 1.0),), _base(term, at), piece)
        elif lexicon is not None:
            for group in lexicon.translate_runs(piece.runs, piece.lang):
                number = at.number_weight if _is_number(group.terms[0][0]) else 1.0
                heard.add(group.terms, group.weight * number, piece)
    return heard.wanted(lang)


def _base(term, at):
    """Return what one saying of a term weighs before anything else."""
    if _is_number(term):
        return at.number_weight
    return at.pair_weight if "_" in term else 1.0


def _is_number(term):
    """Return whether a term says only how many or when: "2026", "12_5"."""
    return term.replace("_", "").isdecimal()


class _Heard:
    """How often and where a need says something, and how much one saying weighs."""

    def __init__(self, parameters):
        self.at = parameters
        self.times, self.base, self.titles = defaultdict(float), {}, set()

    def add(self, key, base, piece):
        """Hear something once more; key: the terms that stand for it, with their shares."""
        self.times[key] += self.at.place_weight if piece.placed else 1.0
        if base > self.base.get(key, 0.0):
            self.base[key] = base
        if piece.titled:
            self.titles.add(key)

    def wanted(self, lang):
        """Return all that was heard as Wanted, heaviest first, then as it came."""
        rows = sorted(((self._weight(key), key) for key in self.base), key=lambda row: -row[0])
        return tuple(Wanted(weight, _named(lang, key), key in self.titles) for weight, key in rows)

    def _weight(self, key):
        times, slow = self.times[key], self.at.repetition
        titled = self.at.title_need if key in self.titles else 1.0
        return self.base[key] * titled * times * (slow + 1) / (times + slow)


def _named(lang, terms):
    return tuple((f"{lang}:{term}", share) for term, share in terms)


@lru_cache(maxsize=8)
def _places(names):
    return _Places(names)


class _Places:
    """Names of places as folded words, to be found in runs of words longest first."""

    def __init__(self, names):
        found = {tuple(chain.from_iterable(runs_of_words(name))) for name in names} - {()}
        self.names, self.sizes = found, {}
        for name in sorted(found, key=len, reverse=True):
            sizes = self.sizes.setdefault(name[0], [])
            if len(name) not in sizes:
                sizes.append(len(name))

    def apart(self, runs):
        """Return the runs without names of places, and the names, each a run of its own."""
        rest, named = [], []
        for run in runs:
            begin = at = 0
            while at < len(run):
                length = self._length(run, at)
                if length:
                    rest.append(run[begin:at])
                    named.append(run[at : at + length])
                    begin = at + length
                at += max(length, 1)
            rest.append(run[begin:])
        return [run for run in rest if run], named

    def _length(self, run, at):
        """Return how many words from here on are the name of a place, 0 if none."""
        for length in self.sizes.get(run[at][0], ()):
            if tuple(word for word, _ in run[at : at + length]) in self.names:
                return length
        return 0
