"""Where in a text the words stand that made it match, so that a page can mark them."""

from itertools import pairwise

from cauhien_engine.text.terms import placed_words, stem


def spans_of(text, terms, widening=()):
    """Return where the given terms stand in the text, as a list of (start, end) in characters.

    text: the original, marks and capitals and all, composed or decomposed. terms: folded words
    and pairs "giao_thong" as `terms` returns them, in any collection. widening: terms that are
    marked only where they share a word with one of the others, so that no word of two syllables
    is marked by half. The spans are sorted, do not overlap, and each begins and ends at a word:
    text[start:end] is what to mark. A pair is one span; spans that share a word are joined.
    Never raises.

    >>> text = "Ùn tắc giao thông ở Hà Nội"
    >>> [text[start:end] for start, end in spans_of(text, {"giao_thong", "ha", "tac_giao"})]
    ['tắc giao thông', 'Hà']
    >>> [text[start:end] for start, end in spans_of(text, {"tac_giao"}, {"giao_thong", "ha_noi"})]
    ['tắc giao thông']
    """
    placed = [(stem(word), start, end) for word, start, end in placed_words(text)]
    found = _places(placed, set(terms))
    if not found or not widening:
        return _joined(sorted(found))
    wide = _joined(sorted(found + _places(placed, set(widening))))
    return [(start, end) for start, end in wide if any(start <= at < end for at, _ in found)]


def _places(placed, wanted):
    """Return the places of single words and pairs of neighbours, in no order."""
    found = [(start, end) for word, start, end in placed if word in wanted]
    found += [
        (start, end)
        for (left, start, _), (right, _, end) in pairwise(placed)
        if f"{left}_{right}" in wanted
    ]
    return found


def _joined(spans):
    """Return sorted spans with those that overlap made one."""
    joined = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
