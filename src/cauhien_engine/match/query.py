"""From a need in somebody's words to weighted terms that an index can be asked for."""

from collections import defaultdict
from dataclasses import dataclass

from cauhien_engine.match.need import says_need, sentences
from cauhien_engine.match.parameters import Parameters
from cauhien_engine.text.folding import fold
from cauhien_engine.text.terms import guess_language, runs_of_spelled_words, runs_of_words, terms


@dataclass(frozen=True)
class Query:
    """A need made ready: which terms it asks for, in each language, and how much each weighs.

    lang: the language the need was written in. signals: tuple of (lang, share, rows), where
    rows are (group, weight), heaviest first, and share is how much the signal counts: the
    need's own words 1, their translation less. Empty when the need says nothing. A group is
    ((term, share), …): terms that count as one synonym, see `cauhien_engine.text.lexicon`; a
    word of the need's own is a group by itself.
    """

    lang: str
    signals: tuple[tuple[str, float, tuple], ...]
    parameters: Parameters

    @property
    def terms(self):
        """All terms of the query with their weights, as a dict."""
        weights = defaultdict(float)
        for _, _, rows in self.signals:
            for group, weight in rows:
                for term, share in group:
                    weights[term] += weight * share
        return dict(weights)


def prepare(need, lexicon=None, place_terms=(), parameters=None):
    """Return the Query of a Need.

    lexicon: cauhien_engine.text.lexicon.Lexicon, Vietnamese to English, or None for no
    translation. place_terms: names of places, any spelling, whose words are to weigh little
    ("Cầu Bây" must not fetch the Bay of Bengal). A need without a word gives an empty query.

    >>> from cauhien_engine.match import Need
    >>> query = prepare(Need("Ngập úng ở Hà Nội"), place_terms=["Hà Nội"])
    >>> query.lang, [term for term, weight in query.terms.items() if weight > 1]
    ('vi', ['vi:ngap', 'vi:ung'])
    """
    at = parameters or Parameters()
    lang = _language(need)
    places = _Places(place_terms)
    pieces = list(_pieces(need, places, at))
    signals = [(lang, at.own_signal, _own(pieces, lang, at))]
    if lexicon is not None:
        other = "en" if lang == "vi" else "vi"
        signals.append((other, at.translated_signal, _translated(pieces, lexicon, lang, other)))
    return Query(lang, tuple(signal for signal in signals if signal[2]), at)


def _language(need):
    """Return "vi" or "en" for a need; a mixed one is Vietnamese with English words in it."""
    lang = need.lang or guess_language(f"{need.title}. {need.text}")
    return "en" if lang == "en" else "vi"


def _pieces(need, places, at):
    """Yield (text, weight) for the parts of a need, names of places apart from the rest."""
    parts = [(need.title, at.title_need)]
    for sentence in sentences(need.text):
        wanted = says_need(fold(sentence))
        parts.append((sentence, at.sentence_need if wanted else at.rest_need))
    for text, weight in parts:
        rest, named = places.apart(text)
        yield rest, weight
        if named:
            yield named, weight * at.place_weight


def _own(pieces, lang, at):
    """Return (group, weight) rows of the need's own words."""
    weights = defaultdict(float)
    for text, weight in pieces:
        for term in terms(text, lang=lang):
            weights[((f"{lang}:{term}", 1.0),)] += weight * (at.pair_weight if "_" in term else 1.0)
    return _ordered(weights)


def _translated(pieces, lexicon, lang, other):
    """Return (group, weight) rows of the other language's words that may stand for the need's."""
    weights = defaultdict(float)
    for text, weight in pieces:
        for group in lexicon.translate(text, lang):
            terms_of = tuple((f"{other}:{term}", share) for term, share in group.terms)
            weights[terms_of] += weight * group.weight
    return _ordered(weights)


def _ordered(weights):
    """Return weights as ((group, weight), …), heaviest first, then in order of appearance."""
    return tuple(sorted(weights.items(), key=lambda row: -row[1]))


class _Places:
    """Names of places as folded words, to be found in a text longest first."""

    def __init__(self, names):
        self.names = {tuple(word for run in runs_of_words(name) for word in run) for name in names}
        self.names.discard(())
        self.longest = max(map(len, self.names), default=0)

    def apart(self, text):
        """Return the text without names of places, and the names; both cut by stops, marks kept."""
        rest, named = [], []
        for spelled_run in runs_of_spelled_words(text):
            run = [word for word, _ in spelled_run]
            spelled = [word for _, word in spelled_run]
            begin = at = 0
            while at < len(run):
                length = self._length(run, at)
                if length:
                    rest.append(" ".join(spelled[begin:at]))
                    named.append(" ".join(spelled[at : at + length]))
                    begin = at + length
                at += max(length, 1)
            rest.append(" ".join(spelled[begin:]))
        return ". ".join(filter(None, rest)), ". ".join(named)

    def _length(self, run, at):
        """Return how many words from here on are the name of a place, 0 if none."""
        for length in range(min(self.longest, len(run) - at), 0, -1):
            if tuple(run[at : at + length]) in self.names:
                return length
        return 0
