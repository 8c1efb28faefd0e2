"""From a text to the words and pairs of words by which it is found."""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from cauhien_engine.text.folding import fold
from cauhien_engine.text.stemming import stem
from cauhien_engine.text.stopwords import ENGLISH, VIETNAMESE

_UNSEEN = "\u00ad\u200b\u2060\ufeff"


def _marks():
    """Return the combining marks of the first plane and the unseen signs as a class of a regex."""
    marks = [chr(code) for code in range(0x10000) if category(chr(code))[0] == "M"]
    return "".join(marks) + _UNSEEN


_LETTER = rf"[^\W_][{_marks()}]*"
# 2,5 = 2.5 and 3.000 = 3,000: what parts digits is not the same in both languages, so it goes.
WORD = re.compile(rf"(?:{_LETTER})+(?:(?<=\d)[.,](?=\d)(?:{_LETTER})+)*")
_STOP = re.compile(r"[.,;:!?…()\[\]{}|•·。、،؟।]|\n\s*\n")
_PARTED = re.compile(r"(?<=\d)[.,](?=\d)")
_MARKS_OF_VIETNAMESE = re.compile(
    r"[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]"
)


def words(text):
    """Return the folded words of a text in order, as a list of str.

    A word is a run of letters and digits of any script; a Vietnamese syllable is one word.
    Capitals, NFD, emoji and unseen signs change nothing. Points and commas between digits
    vanish, so that "PM2,5" and "PM2.5" are one word, and 3.000 is 3,000.
    Never raises; words(fold(text)) == words(text).

    >>> words("Bụi PM2,5 ở quận Đống Đa 😷")
    ['bui', 'pm25', 'o', 'quan', 'dong', 'da']
    """
    return [word for word, _, _ in placed_words(text)]


def placed_words(text):
    """Return (folded word, start, end) for each word; the places are those of the text given."""
    found = ((_folded(match[0]), *match.span()) for match in WORD.finditer(text))
    return [row for row in found if row[0]]


@lru_cache(maxsize=131072)
def _folded(word):
    """Return one word folded, its points and commas between digits gone."""
    return fold(_PARTED.sub("", word))


def terms(text, lang=None):
    """Return what a text is found by: its words, and each pair of neighbours as "giao_thong".

    text: any string. lang: "vi", "en", or None to have it guessed. Returns a list of str in
    order with repetitions: the words that are no stop words of the language, English endings
    taken off; then the pairs. A pair never crosses a comma, a full stop, a bracket or
    an empty line; it is left out when both halves are stop words, and in English when one is.
    Never raises.
    Source: Nguyen et al., "Word segmentation of Vietnamese texts" (LREC 2008) for syllables as
    units; that pairs make up for missing marks was measured, see benchmarks/vi_retrieval.py.

    >>> terms("Ùn tắc giao thông, ngập úng", lang="vi")
    ['un', 'tac', 'giao', 'thong', 'ngap', 'ung', 'un_tac', 'tac_giao', 'giao_thong', 'ngap_ung']
    >>> terms("cleaning of lakes", lang="en")
    ['clean', 'lake']
    """
    lang = lang or guess_language(text)
    stop = stop_words(lang)
    needed = 2 if lang == "en" else 1
    runs = [[(stem(word), word not in stop) for word in run] for run in runs_of_words(text)]
    singles = [word for run in runs for word, says in run if says]
    pairs = [
        f"{left}_{right}"
        for run in runs
        for (left, one), (right, two) in pairwise(run)
        if one + two >= needed
    ]
    return singles + pairs


def runs_of_words(text):
    """Return the words of a text as lists, a new list after each sign that ends a thought.

    >>> runs_of_words("Rác thải, nước thải: xử lý tại nguồn")
    [['rac', 'thai'], ['nuoc', 'thai'], ['xu', 'ly', 'tai', 'nguon']]
    """
    runs, last = [], 0
    for word, start, end in placed_words(text):
        if not runs or _STOP.search(text, last, start):
            runs.append([])
        runs[-1].append(word)
        last = end
    return runs


def stop_words(lang):
    """Return the frozenset of folded stop words of a language; of both, only what both leave out.

    >>> "can" in stop_words("en"), "the" in stop_words("vi"), "cua" in stop_words("vi")
    (True, True, True)
    """
    of = {"vi": VIETNAMESE, "vi-no-marks": VIETNAMESE, "en": ENGLISH}
    return of.get(lang, VIETNAMESE & ENGLISH)


def guess_language(text):
    """Return "vi", "vi-no-marks", "en" or "mixed" for a text, by its letters and small words.

    Draft rule, see below.

    >>> guess_language("Ùn tắc giao thông"), guess_language("traffic jams in the city")
    ('vi', 'en')
    """
    lower = text.casefold()
    if _MARKS_OF_VIETNAMESE.search(lower):
        return "vi"
    found = words(text)
    vi = sum(word in VIETNAMESE for word in found)
    en = sum(word in ENGLISH for word in found)
    return "vi-no-marks" if vi > en else "en"
