"""Names of organisations as people print them in a cell or under a title, taken apart.

Only what is written is used: nothing here knows an organisation.
"""

import re
from typing import NamedTuple

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_LETTERS = re.compile(r"[^\w]+")
_SHORT_FORM = re.compile(r"[A-ZĐ][A-ZĐ&.\-]{1,9}")
_GROUP = re.compile(
    r"^(các|những|nhóm|đội|team|ban chủ nhiệm|chương trình|đề tài|dự án|nền tảng|mạng lưới)\b"
    r"|\bvà (các|những|đối tác|cộng sự)\b|\bcùng (các|với)\b|\bđối tác\b|\betc\b|\bet al\b"
    r"|\bkhông nêu\b|\bchưa nêu\b|^unknown$|^private address$",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(r"^(với|cùng|phối hợp với)\s+", re.IGNORECASE)


class Cell(NamedTuple):
    """One body as a cell names it."""

    printed: str
    name: str  # without what stands in brackets
    unit: str  # the part before the last comma, "" where there is none
    parent: str  # the body after the comma or in brackets that the unit may belong to
    short_form: str  # in brackets after the name


def cell(printed):
    """Return the parts of one body's name as a cell prints it.

    >>> cell("Viện Hóa học, Viện Hàn lâm KH&CN Việt Nam")[2:4]
    ('Viện Hóa học', 'Viện Hàn lâm KH&CN Việt Nam')
    >>> cell("Trung tâm Hoa (Viện Nghiên cứu Rau quả)")[1:4]
    ('Trung tâm Hoa', '', 'Viện Nghiên cứu Rau quả')
    """
    printed = _ROLE_BEFORE.sub("", " ".join(printed.split()))
    brackets = _BRACKETS.findall(printed)
    name = _BRACKETS.sub("", printed).strip(" ,;")
    unit, comma, parent = name.rpartition(", ")
    if not comma:
        unit, comma, parent = name.partition(" - ")
        unit, parent = (unit, parent) if _is_body(parent) else ("", "")
    short = next((b for b in brackets if _SHORT_FORM.fullmatch(b)), "")
    inside = next((b for b in brackets if b != short and _is_body(b)), "")
    return Cell(printed, name, unit, parent or inside, short)


def _is_body(text):
    """Return whether a text begins as a body's name does: with a capital, and not alone."""
    words = text.split()
    return bool(words) and words[0][:1].isupper() and ("ĐH" in text or len(words) > 1)


def is_group(printed):
    """Return whether a cell names no single body: "các viện …", "… và đối tác", a team."""
    return bool(_GROUP.search(printed))


def is_short_form(printed):
    """Return whether a text is nothing but capital letters, as USTH or MT&T: it may be anybody."""
    return bool(_SHORT_FORM.fullmatch(printed))


def segments(affiliation):
    """Return the parts of an affiliation between commas and semicolons, without brackets."""
    plain = _BRACKETS.sub("", affiliation)
    return [part for part in map(str.strip, re.split(r"[,;.]\s|[,;]| - ", plain + " ")) if part]


def comparable(name, fold, longer):
    """Return a name as names are compared: folded, short forms written out, no punctuation.

    fold: the folding of texts; longer: {short form: long form}. "Trường Đại học X" and
    "Đại học X" are one name, for sources drop the first word at will.
    """
    words = [longer.get(word.strip("().,"), word) for word in name.split()]
    plain = _LETTERS.sub(" ", fold(" ".join(words))).split()
    if plain[:2] == ["truong", "dai"] or plain[:1] == ["the"]:
        plain = plain[1:]
    return " ".join(plain)
