"""Keys that sort texts as a Vietnamese dictionary does, by plain comparison of bytes."""

import re
from unicodedata import normalize

from cauhien_engine.text.folding import TONES, canonical
from cauhien_engine.text.terms import WORD

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = {letter: chr(ord("A") + at) for at, letter in enumerate(_ALPHABET)}
_PIECES = re.compile(r"[0-9]+|.", re.DOTALL)


def sort_key(text):
    """Return an ASCII string by which texts sort in the order of the Vietnamese alphabet.

    Compare the keys byte by byte (COLLATE "C" in PostgreSQL). Letters go a ă â b c d đ e ê …,
    with f j w z where Latin has them; texts are compared word by word as dictionaries do, and
    within a word letters come before tones (level, huyền, hỏi, ngã, sắc, nặng): ba < ba lan <
    bà < bạ < bác. Numbers sort by value before letters, other scripts after them. Capitals,
    NFC or NFD, hoà or hòa and punctuation make no difference.
    Never raises.
    Source: Vũ Xuân Lương, Quy tắc sắp xếp đơn vị từ vựng trong từ điển tiếng Việt (Vietlex),
    rules 1 to 4, https://vietlex.com/xu-li-ngon-ngu/29-Quy_tac_sap_xep_don_vi_tu_vung_trong_tu_dien_tieng_Viet

    >>> sorted(["đa", "dạ", "ăn", "an", "ân", "Bạ", "ba lan", "bà"], key=sort_key)
    ['an', 'ăn', 'ân', 'ba lan', 'bà', 'Bạ', 'dạ', 'đa']
    """
    return " ".join(_word_key(match[0]) for match in WORD.finditer(canonical(text)))


def _word_key(word):
    """Return the letters of a word, a sign below every letter, then its tones."""
    apart = normalize("NFD", word)
    tones = "".join(str(TONES.index(mark) + 1) for mark in apart if mark in TONES)
    letters = normalize("NFC", "".join(mark for mark in apart if mark not in TONES))
    return "".join(_code(piece) for piece in _PIECES.findall(letters)) + "!" + (tones or "0")


def _code(piece):
    """Return the code of a letter, or of a whole number by its length and digits."""
    if piece in _CODES:
        return _CODES[piece]
    if piece.isascii() and piece.isdigit():
        digits = piece.lstrip("0") or "0"
        return f"0{min(len(digits), 99):02d}{digits}"
    plain = normalize("NFD", piece)[0]
    if plain != piece:
        return _CODES.get(plain, f"~{ord(plain):06x}")
    return "" if not piece.isalnum() else f"~{ord(piece):06x}"
