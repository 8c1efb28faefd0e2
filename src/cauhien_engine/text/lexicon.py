"""A two-language lexicon: what a Vietnamese text would be called in English works."""

from typing import NamedTuple

from cauhien_engine.text.terms import runs_of_words, stem, stop_words, terms


class Group(NamedTuple):
    """One word or compound of the source, and the terms that may stand for it.

    source: folded words with blanks, as "giao thong". terms: ((term, weight), …), heaviest
    first; terms as `terms` returns them, weights > 0 that sum to 1: how probable each is. A
    scorer counts a group once: its terms are one synonym, whose frequencies add up by weight
    before the rarity of the group is taken.
    """

    source: str
    terms: tuple


class Lexicon:
    """Phrases of one language with their terms in the other; never changes once made.

    rows: iterable of (source phrase, target term, weight) as learnt; glossary: iterable of
    (source phrase, "one|or another") as reviewed, which is tried first. Phrases may be written
    with marks or without.
    """

    def __init__(self, rows=(), glossary=(), longest=5):
        self._groups = {}
        learnt = {}
        for phrase, term, weight in rows:
            learnt.setdefault(_key(phrase), {})[term] = float(weight)
        for phrase, names in glossary:
            weights = learnt[_key(phrase)] = {}
            for name in names.split("|"):
                for term in terms(name, lang="en"):
                    weights[term] = weights.get(term, 0.0) + 1.0
        for key, weights in learnt.items():
            self._groups[key] = Group(" ".join(key), _shares(weights))
        self._longest = min(longest, max((len(key) for key in self._groups), default=1))

    def translate(self, text, lang="vi"):
        """Return the text as a list of Group, in the order of the text, repetitions and all.

        The longest phrase that the lexicon holds is taken first (greedy, from the left); a
        word it does not hold stays as it is, for names, numbers and English words are the same
        in both languages. Stop words that stand alone are left out.
        Never raises.

        >>> lexicon = Lexicon(glossary=[("giao thông", "traffic|transport")])
        >>> lexicon.translate("giao thông GIS")
        [Group(source='giao thong', terms=(('traffic', 0.5), ('transport', 0.5))), Group(source='gis', terms=(('gis', 1.0),))]
        """  # noqa: E501 -- one line of output
        stop = stop_words(lang)
        found = [group for run in runs_of_words(text) for group in self._groups_of(run)]
        return [group for group in found if group.terms and group.source not in stop]

    def _groups_of(self, run):
        """Yield the groups of one run of words, longest match first."""
        at = 0
        while at < len(run):
            for length in range(min(self._longest, len(run) - at), 0, -1):
                key = tuple(run[at : at + length])
                if key in self._groups or length == 1:
                    break
            yield self._groups.get(key) or Group(key[0], ((stem(key[0]), 1.0),))
            at += length


def _key(phrase):
    """Return a phrase as the tuple of its folded words."""
    return tuple(word for run in runs_of_words(phrase) for word in run)


def _shares(weights):
    """Return weights as ((term, share), …), heaviest first, then by name."""
    total = sum(weights.values()) or 1.0
    ordered = sorted(weights.items(), key=lambda row: (-row[1], row[0]))
    return tuple((term, weight / total) for term, weight in ordered)
