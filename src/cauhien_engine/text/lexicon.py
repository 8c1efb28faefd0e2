"""A lexicon of two languages: by which terms a text is found in works of the other language."""

import math
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from cauhien_engine.text.folding import fold_word
from cauhien_engine.text.stemming import is_syllable, stem
from cauhien_engine.text.stopwords import ENGLISH, SPELLED, VIETNAMESE
from cauhien_engine.text.terms import are_marked, runs_of_spelled_words, stop_words, words

PAIR_WEIGHT = {"en": 0.15, "vi": 1.0}  # a Vietnamese syllable alone says little
REVIEWED = 0.7  # the glossary's share of a phrase that was learnt as well
MET = 20  # a reviewed phrase counts as met so often: it is of the city's matters, in its right
LEAST = 0.05  # a term that is less likely than this beside the likeliest is left out
DOUBT = 0.3  # a learnt phrase weighs its score to this power: the unsure ones less


class Group(NamedTuple):
    """Terms that stand for one word of the source, and that a scorer counts as one synonym.

    source: the folded words translated, "giao thong". terms: ((term, share), …), likeliest
    first; terms as `terms` returns them; share: 1 for the likeliest, for another the square root
    of how likely it is beside that. weight: how much the group counts, about 1 for a sure
    translation. The rarity of a group is that of its terms' counts added up by share, so that a
    word is not asked for twice because it has two names: Σ share · count(term).
    Source: Darwish and Oard, "Probabilistic structured query methods" (SIGIR 2003), with the
    likeliest at 1, as Pirkola's structured queries have it (SIGIR 1998).
    """

    source: str
    terms: tuple
    weight: float = 1.0


class Lexicon:
    """Vietnamese phrases and English ones with their translations; never changes once made.

    rows: iterable of (Vietnamese phrase, English phrase, score, times) as learnt: score from 0
    to 1, see `align.translations`; times: how often the Vietnamese phrase was met, which decides
    between phrases that differ only by their marks. glossary: iterable of (Vietnamese phrase,
    "one|or another") as reviewed by people.
    """

    def __init__(self, rows=(), glossary=()):
        learnt = [(_spelled(vi), _english(en), score, times) for vi, en, score, times in rows]
        named = [(_spelled(vi), names.split("|")) for vi, names in glossary]
        reviewed = [(vi, _english(en), 1 / len(names), MET) for vi, names in named for en in names]
        marked = _entries(learnt, reviewed)
        sure = {vi for vi, _ in named}
        self._vi = _Table(_telling(marked, SPELLED, sure), "en")
        self._plain = _Table(_telling(_without_marks(marked), VIETNAMESE), "en")
        self._en = _Table(_entries(_turned(learnt), _turned(reviewed)), "vi")

    def __len__(self):
        """Return how many Vietnamese phrases the lexicon holds."""
        return len(self._vi.entries)

    def translate(self, text, lang="vi"):
        """Return the terms of the other language as a list of Group, in the order of the text.

        text: any string; lang: its language, "vi" (marks or not) or "en". From the left, the
        longest phrase that is known is taken; a phrase of several words gives a group for each
        word and one for the pairs. Marks are heeded where the text has them. A word that is not
        known stays as it is if it may be a name, a number or a word of the other language;
        an unknown Vietnamese syllable and a stop word that stands alone are left out.
        Never raises; the same text gives the same groups.

        >>> lexicon = Lexicon(glossary=[("giao thông", "traffic|transport"), ("hồ", "lake")])
        >>> for group in lexicon.translate("Hệ GIS cho giao thông"):
        ...     print(group)
        Group(source='gis', terms=(('gis', 1.0),), weight=1.0)
        Group(source='giao thong', terms=(('traffic', 1.0), ('transport', 1.0)), weight=1.0)
        >>> [group.terms[0] for group in lexicon.translate("giao thong quanh ho")]
        [('traffic', 1.0), ('lake', 1.0)]
        >>> [group.terms[0][0] for group in lexicon.translate("traffic jams", lang="en")]
        ['thong', 'giao', 'giao_thong', 'jam']
        """
        return self.translate_runs(runs_of_spelled_words(text), lang)

    def translate_runs(self, runs, lang="vi"):
        """Return `translate` of a text already broken into runs of (folded, as written).

        >>> Lexicon(glossary=[("hồ", "lake")]).translate_runs([[("ho", "hồ")]])[0].terms
        (('lake', 1.0),)
        """
        if lang == "en":
            runs = [[stem(word) for word, _ in run] for run in runs]
            return self._en.groups(runs, _kept_of_english)
        if are_marked([row for run in runs for row in run]):
            runs = [[spelled for _, spelled in run] for run in runs]
            return self._vi.groups(runs, _kept_of_marked)
        runs = [[word for word, _ in run] for run in runs]
        return self._plain.groups(runs, _kept_of_plain)


class _Entry(NamedTuple):
    """What a phrase means: {translation: share}, how sure that is, how often it was met."""

    shares: dict
    weight: float
    times: float


class _Table:
    """Phrases as tuples of words, each with its groups of terms.

    sizes: {word: lengths of the phrases that begin with it, longest first}.
    """

    def __init__(self, entries, lang):
        self.entries, self.lang, self._made = entries, lang, {}
        sizes = defaultdict(set)
        for phrase in entries:
            sizes[phrase[0]].add(len(phrase))
        self.sizes = {word: sorted(found, reverse=True) for word, found in sizes.items()}

    def groups(self, runs, kept):
        """Return the groups of runs of words; kept: gives those of a word that is not known."""
        found = []
        for run in runs:
            at = 0
            while at < len(run):
                key = self._longest(run, at)
                found += self._groups_of(key) if key else kept(run[at])
                at += max(len(key), 1)
        return found

    def _groups_of(self, key):
        """Return the groups of a known phrase; they are made when first asked for."""
        if key not in self._made:
            self._made[key] = tuple(_groups(key, self.entries[key], self.lang))
        return self._made[key]

    def _longest(self, run, at):
        """Return the longest known phrase that begins here, as a tuple; () if none."""
        for size in self.sizes.get(run[at], ()):
            key = tuple(run[at : at + size])
            if key in self.entries:
                return key
        return ()


def _spelled(phrase):
    """Return a Vietnamese phrase as a tuple of words with their marks."""
    return tuple(word for run in runs_of_spelled_words(phrase) for _, word in run)


def _english(phrase):
    """Return an English phrase as a tuple of stems."""
    return tuple(map(stem, words(phrase)))


def _turned(rows):
    """Return rows from English to Vietnamese."""
    return [(en, vi, score, 1) for vi, en, score, _ in rows]


def _entries(learnt, reviewed):
    """Return {phrase: _Entry} of learnt and reviewed rows (phrase, translation, score, times)."""
    tables, times = (defaultdict(dict), defaultdict(dict)), defaultdict(lambda: 1)
    for table, rows in zip(tables, (learnt, reviewed), strict=True):
        for phrase, other, score, met in rows:
            if phrase and other:
                table[phrase][other] = table[phrase].get(other, 0.0) + score
                times[phrase] = max(times[phrase], met)
    return {
        phrase: _mixed(tables[0].get(phrase), tables[1].get(phrase), times[phrase])
        for phrase in {**tables[0], **tables[1]}
    }


def _mixed(learnt, reviewed, times):
    """Return the _Entry of two tables {translation: score}, either None."""
    if not reviewed:
        return _Entry(_shares(learnt), min(1.0, sum(learnt.values())) ** DOUBT, times)
    if not learnt:
        return _Entry(_shares(reviewed), 1.0, times)
    mixed = {phrase: share * (1 - REVIEWED) for phrase, share in _shares(learnt).items()}
    for phrase, share in _shares(reviewed).items():
        mixed[phrase] = mixed.get(phrase, 0.0) + share * REVIEWED
    return _Entry(mixed, 1.0, times)


def _without_marks(entries):
    """Return entries of folded phrases; those that become one are joined by how often met."""
    gathered = defaultdict(list)
    for phrase, entry in entries.items():
        gathered[tuple(map(fold_word, phrase))].append(entry)
    return {phrase: _joined(found) for phrase, found in gathered.items()}


def _telling(entries, stop, sure=frozenset()):
    """Return entries with nothing to say for stop words that stand alone, unless they are sure."""
    empty = _Entry({}, 0.0, 1)
    return {
        phrase: empty if len(phrase) == 1 and phrase[0] in stop and phrase not in sure else one
        for phrase, one in entries.items()
    }


def _joined(entries):
    """Return the mean of entries by how often each was met."""
    times = sum(entry.times for entry in entries)
    shares = defaultdict(float)
    for entry in entries:
        for phrase, share in entry.shares.items():
            shares[phrase] += share * entry.times / times
    return _Entry(shares, sum(entry.weight * entry.times for entry in entries) / times, times)


def _groups(source, entry, lang):
    """Yield the groups of an entry: words that stand in one place of a phrase make one.

    Places are counted from the end, where English and the lexicon's Vietnamese phrases agree
    most: traffic jam | congestion gives {jam, congestion} and, for half the weight, {traffic}.
    """
    places, pairs = defaultdict(lambda: defaultdict(float)), defaultdict(float)
    for phrase, share in entry.shares.items():
        plain = [fold_word(word) for word in phrase]
        for at, word in enumerate(reversed(plain)):
            if word not in stop_words(lang):
                places[at][word] += share
        for left, right in pairwise(plain):
            pairs[f"{left}_{right}"] += share
    name = " ".join(map(fold_word, source))
    for shares, part in [*((one, 1.0) for one in places.values()), (pairs, PAIR_WEIGHT[lang])]:
        if shares:
            yield Group(name, _terms(shares), sum(shares.values()) * part * entry.weight)


def _shares(scores):
    """Return scores divided by their sum."""
    total = sum(scores.values())
    return {phrase: score / total for phrase, score in scores.items()}


def _terms(shares):
    """Return the terms of a group as ((term, share), …), likeliest first, then by name."""
    most = max(shares.values())
    likely = [(term, share / most) for term, share in shares.items() if share >= LEAST * most]
    ordered = sorted(likely, key=lambda row: (-row[1], row[0]))
    return tuple((term, round(math.sqrt(share), 4)) for term, share in ordered)


def _kept_of_english(word):
    """Return the groups of an English word that is not known: a name or a number."""
    return [] if word in ENGLISH else [Group(word, ((word, 1.0),))]


def _kept_of_marked(word):
    """Return the groups of an unknown word of a text with marks: those without are not of it."""
    known = fold_word(word) == word and word not in VIETNAMESE
    return _kept_of_english(stem(word)) if known else []


def _kept_of_plain(word):
    """Return the groups of an unknown word of a text without marks: no Vietnamese syllable."""
    return [] if is_syllable(word) else _kept_of_english(stem(word))
