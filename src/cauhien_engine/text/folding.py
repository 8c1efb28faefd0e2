"""Writing made comparable: without marks and case for search, with one spelling for display."""

import re
from functools import lru_cache
from unicodedata import normalize

TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_MARKED = re.compile(r"([a-z])[\u0300-\u036f]+")
# Soft hyphen, zero width space, word joiner, byte order mark: seen by nobody, yet they split words.
_UNSEEN = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
_D = str.maketrans("đð", "dd")
_SYLLABLE = re.compile(
    r"(?P<onset>qu|gi(?=[aeiouy\u0302\u0306\u031b])|[bcdđghklmnpqrstvx]*)"
    r"(?P<vowels>[aeiouy][aeiouy\u0302\u0306\u031b]*)"
    r"(?P<coda>c|ch|m|n|ng|nh|p|t)?"
)
_LETTERS = re.compile(r"([^\W\d_]+)")


def fold(text):
    """Return the text as one would type it in haste: lower case, no marks, single blanks.

    text: any string, composed (NFC) or decomposed (NFD). Punctuation stays, so that `words`
    and `terms` can still see where a sentence ends. Marks are taken from Latin letters only;
    letters of other scripts keep theirs, and come back composed.
    Never raises; fold(fold(text)) == fold(text).
    Source: Unicode Standard, section 3.13 (canonical caseless matching); đ is a letter of its
    own that Unicode does not decompose.

    >>> fold("Ùn tắc  giao thông ở Hoà Lạc, Đống Đa")
    'un tac giao thong o hoa lac, dong da'
    """
    lower = normalize("NFD", normalize("NFD", text.translate(_UNSEEN)).casefold())
    plain = normalize("NFC", _MARKED.sub(r"\1", lower).translate(_D))
    return " ".join(plain.split())


def canonical(text):
    """Return the text composed, in lower case and with every tone mark in one place.

    Both schools of writing become the older one: hoà = hòa, thuý = thúy, khoẻ = khỏe. Marks
    stay: this is for comparing what was written, where `fold` would join too much.
    Never raises; canonical(canonical(text)) == canonical(text).
    Source: Decision 1989/QĐ-BGDĐT of 25 May 2018, article 8, for the newer place (hoà nhạc, thuỷ
    thủ); the older one is kept because most names of places are written so.

    >>> canonical("Hoà Lạc") == canonical("Hòa Lạc")
    True
    >>> canonical("QUÝ UỶ THUÝ HOÀN")
    'quý ủy thúy hoàn'
    """
    lower = normalize("NFC", normalize("NFC", text.translate(_UNSEEN)).lower())
    return " ".join(_one_place(word) for word in lower.split())


@lru_cache(maxsize=131072)
def fold_word(word):
    """Return `fold` of one word, remembered: texts say the same words again and again.

    >>> fold_word("Hoà")
    'hoa'
    """
    return fold(word)


@lru_cache(maxsize=65536)
def _one_place(word):
    """Return a word, punctuation and all, with the tone of each syllable where it belongs."""
    if word.isascii():
        return word
    return normalize("NFC", "".join(_placed(part) for part in _LETTERS.split(word)))


def _placed(part):
    """Return a syllable with its single tone moved to the vowel that carries it."""
    apart = normalize("NFD", part)
    found = [mark for mark in apart if mark in TONES]
    syllable = _SYLLABLE.fullmatch("".join(mark for mark in apart if mark not in TONES))
    if len(found) != 1 or not syllable:
        return part
    letters = re.findall(r"[aeiouy][\u0302\u0306\u031b]*", syllable["vowels"])
    at = _carrier(letters, closed=syllable["coda"] is not None)
    letters[at] += found[0]
    return syllable["onset"] + "".join(letters) + (syllable["coda"] or "")


def _carrier(letters, closed):
    """Return the index of the vowel that carries the tone: ê, ơ, ă … first, then by position."""
    shaped = [at for at, letter in enumerate(letters) if len(letter) > 1]
    if shaped:
        return shaped[-1]
    if closed:
        return len(letters) - 1
    return 1 if len(letters) == 3 else 0
