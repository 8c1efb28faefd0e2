"""From a text to the words and pairs of words by which it is found."""

import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import category

from cauhien_engine.text.folding import canonical, fold_word
from cauhien_engine.text.stemming import is_syllable, stem
from cauhien_engine.text.stopwords import ENGLISH, VIETNAMESE

_UNSEEN = "\u00ad\u200b\u2060\ufeff"


def _marks():
    """Return the combining marks of the first plane and the unseen signs as a class of a regex."""
    marks = [chr(code) for code in range(0x10000) if category(chr(code))[0] == "M"]
    return "".join(marks) + _UNSEEN


_LETTER = rf"[^\W_][{_marks()}]*"
# 2,5 = 2.5 and 3.000 = 3,000: what parts digits is not the same in both languages, so it goes.
WORD = re.compile(rf"(?:{_LETTER})+(?:(?<=\d)[.,](?=\d)(?:{_LETTER})+)*")
# What ends a thought: not the point or comma inside a number.
_END = re.compile(r"[;:!?…()\[\]{}|•·。、،؟।]|(?<!\d)[.,]|[.,](?!\d)|\n\s*\n")
_PARTED = re.compile(r"(?<=\d)[.,](?=\d)")
# Not à á â ã è é ê ì í ò ó ô õ ù ú ý, which French and Portuguese have as well.
_MARKS = re.compile(r"[ăđơưảạằẳẵắặầẩẫấậẻẽẹềểễếệỉĩịỏọồổỗốộờởỡớợủũụừửữứựỳỷỹỵ]")
_OF_BOTH = ENGLISH & VIETNAMESE


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
    found = ((fold_word(_whole(match[0])), *match.span()) for match in WORD.finditer(text))
    return [row for row in found if row[0]]


def _whole(word):
    """Return one word without points and commas between digits."""
    return _PARTED.sub("", word) if word[-1].isdigit() or word[0].isdigit() else word


def terms(text, lang=None):
    """Return what a text is found by: its words, and each pair of neighbours as "giao_thong".

    text: any string. lang: "vi", "en", or None to have it guessed. Returns a list of str in
    order with repetitions: the words that are no stop words of the language, English endings
    taken off; then the pairs. A pair never crosses a comma, a full stop, a bracket or
    an empty line; it is left out when both halves are stop words, and in English when one is.
    Never raises.
    Source: Dinh et al., "Word Segmentation of Vietnamese Texts: a Comparison of Approaches" (LREC
    2008) for syllables as units; that pairs make up for missing marks was measured, see
    benchmarks/vi_retrieval.py.

    >>> terms("Ùn tắc giao thông, ngập úng", lang="vi")
    ['un', 'tac', 'giao', 'thong', 'ngap', 'ung', 'un_tac', 'tac_giao', 'giao_thong', 'ngap_ung']
    >>> terms("cleaning of lakes", lang="en")
    ['clean', 'lake']
    """
    return terms_of_runs(runs_of_words(text), lang or guess_language(text))


def terms_of_runs(runs, lang):
    """Return `terms` of a text already broken into runs of folded words, a list of lists.

    >>> terms_of_runs([["un", "tac"]], "vi")
    ['un', 'tac', 'un_tac']
    """
    stop = stop_words(lang)
    needed = 2 if lang == "en" else 1
    runs = [[(stem(word), word not in stop) for word in run] for run in runs]
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
    runs = (WORD.findall(part) for part in _END.split(text))
    folded = ([word for word in map(_folded, run) if word] for run in runs)
    return [run for run in folded if run]


@lru_cache(maxsize=131072)
def _folded(word):
    """Return one word folded, its points and commas between digits gone."""
    return fold_word(_whole(word))


def runs_of_spelled_words(text):
    """Return the runs of a text with each word as (folded word, word as it is written).

    The second is what `canonical` makes of it, without points and commas between digits.

    >>> runs_of_spelled_words("Hoà Lạc")
    [[('hoa', 'hòa'), ('lac', 'lạc')]]
    """
    runs = (WORD.findall(part) for part in _END.split(text))
    read = ([row for row in map(_read, run) if row[0]] for run in runs)
    return [run for run in read if run]


@lru_cache(maxsize=131072)
def _read(word):
    """Return one word folded and one canonical, its points and commas between digits gone."""
    whole = _whole(word)
    return fold_word(whole), canonical(whole)


def stop_words(lang):
    """Return the frozenset of folded stop words of a language; of both, only what both leave out.

    >>> "can" in stop_words("en"), "the" in stop_words("vi"), "cua" in stop_words("vi")
    (True, True, True)
    """
    of = {"vi": VIETNAMESE, "vi-no-marks": VIETNAMESE, "en": ENGLISH}
    return of.get(lang, VIETNAMESE & ENGLISH)


def is_telling(term, lang):
    """Return whether a term says more than how many or when, and more than function words.

    >>> [is_telling(term, "vi") for term in ("2026", "trong_4", "giao_thong", "tren_mo")]
    [False, False, True, True]
    """
    stop = stop_words(lang)
    return not all(part.isdecimal() or part in stop for part in term.split("_"))


def is_marked(text):
    """Return whether a text is written with Vietnamese marks.

    It is when a letter is one that only Vietnamese has (ă, đ, ơ, ế, ộ …), or when two words with
    marks have the shape of Vietnamese syllables.

    >>> is_marked("Đống Đa"), is_marked("Dong Da"), is_marked("un café à Paris")
    (True, False, False)
    """
    return are_marked([row for run in runs_of_spelled_words(text) for row in run])


def are_marked(rows):
    """Return `is_marked` of words: a list of (folded word, word as written).

    >>> are_marked([("dong", "đống")])
    True
    """
    marked = [spelled for word, spelled in rows if word != spelled and is_syllable(word)]
    return len(marked) > 1 or any(_MARKS.search(spelled) for spelled in marked)


def guess_language(text):
    """Return "vi", "vi-no-marks", "en" or "mixed" for a text of any length.

    A word is foreign to Vietnamese if it has not the shape of a syllable, or is an English stop
    word; numbers, and words that are stop words of both ("a", "can"), say nothing. A text with
    marks is Vietnamese; "mixed" when more than a third of its words are foreign, and English
    when there are four for each word with marks (a name in an English text). A text without
    marks is Vietnamese when native words are more than 0.8 times as many as foreign ones, and
    "mixed" when more than 0.4 times: of 32,209 English titles and questions one passes the first
    bound and 9 the second, of 2,055 Vietnamese ones typed without marks 14 miss the first and 2
    both, most of them full of English names. A text without a word is "en".
    Never raises.

    >>> [guess_language(text) for text in ("Ùn tắc giao thông", "un tac giao thong")]
    ['vi', 'vi-no-marks']
    >>> guess_language("Traffic jams in the inner city")
    'en'
    >>> guess_language("Dùng deep learning và computer vision cho camera giao thông")
    'mixed'
    """
    return guess_of_runs(runs_of_spelled_words(text))


def guess_of_runs(runs):
    """Return `guess_language` of a text already broken into runs of (folded, as written).

    >>> guess_of_runs([[("dong", "đống")]])
    'vi'
    """
    rows = [row for run in runs for row in run]
    rows = [row for row in rows if not row[0].isdigit() and row[0] not in _OF_BOTH]
    foreign = sum(_is_foreign(word, spelled) for word, spelled in rows)
    if not are_marked(rows):
        return _guess_without_marks(len(rows) - foreign, foreign)
    marked = sum(word != spelled and is_syllable(word) for word, spelled in rows)
    if marked * 4 < foreign:
        return "en"
    return "mixed" if foreign * 3 > len(rows) else "vi"


def _guess_without_marks(native, foreign):
    """Return the language of a text without marks from how many words are native and foreign."""
    if native > 0.8 * foreign:
        return "vi-no-marks"
    return "mixed" if native > 0.4 * foreign else "en"


def _is_foreign(word, spelled):
    """Return whether a word is not Vietnamese by its shape, or is an English stop word."""
    return not is_syllable(word) or (word == spelled and word in ENGLISH)
