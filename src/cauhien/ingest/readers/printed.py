"""Names of organisations as people print them in a cell or under a title, taken apart.

Only what is written is used: nothing here knows an organisation.
"""

import re
from typing import NamedTuple

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")
_NOTE_AFTER = re.compile(r"(\([^()]*\))\s+[^,\-–(\s].*$")
_LETTERS = re.compile(r"[^\w]+")
_SHORT_FORM = re.compile(r"[A-ZĐ][A-ZĐ&.\-]{1,9}")
# With what the Vietnamese names of bodies begin; a comma before one ends the name of a part.
_BODY = re.compile(
    r"(Trường|Đại học|Học viện|Viện|Phân viện|Trung tâm|Khoa(?! học)|Bệnh viện|Công ty"
    r"|Tổng công ty|Tập đoàn|Sở|Bộ|Cục|Tổng cục|Chi cục|Vụ|Ủy ban|Ban Quản lý|Quỹ|Hội|Hiệp hội"
    r"|Liên hiệp|Hợp tác xã)\b"
)
_ENGLISH_BODY = re.compile(
    r"\b(universit|academy|institut|college|school of|hospital|ministry|department of)",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"^(các|những|nhóm|đội|team|ban chủ nhiệm|chương trình|đề tài|dự án|nền tảng|mạng lưới|và)\b"
    r"|\bvà (các|những|đối tác|cộng sự|\d+)\b|\bcùng (các|với)\b|\bđối tác\b|\bet al\b"
    r"|\bkhông nêu\b|\bchưa nêu\b|^unknown$|^private address$",
    re.IGNORECASE,
)
_TWO_BODIES = re.compile(rf"\bvà {_BODY.pattern}")
_ROLE_BEFORE = re.compile(r"^(với|cùng|phối hợp với)\s+", re.IGNORECASE)


class Cell(NamedTuple):
    """One body as a cell names it."""

    printed: str
    name: str  # without what stands in brackets
    unit: str  # the part before a comma after which another body is named, else ""
    parent: str  # the body after that comma, or in brackets, that the unit may belong to
    place: str  # what follows the last comma or stands in brackets and is no body
    short_form: str  # in brackets after the name


def cell(printed):
    """Return the parts of one body's name as a cell prints it.

    >>> cell("Khoa Hóa học, Trường Đại học Khoa học, Đại học Huế")[2:4]
    ('Khoa Hóa học', 'Trường Đại học Khoa học, Đại học Huế')
    >>> cell("Trung tâm Hoa, Cây cảnh (Viện Nghiên cứu Rau quả)")[1:4]
    ('Trung tâm Hoa, Cây cảnh', '', 'Viện Nghiên cứu Rau quả')
    """
    printed = _NOTE_AFTER.sub(r"\1", _ROLE_BEFORE.sub("", " ".join(printed.split())))
    brackets = _BRACKETS.findall(printed)
    name = _BRACKETS.sub("", printed).strip(" ,;")
    unit, parent = _at_body(name)
    short = next((part for part in brackets if _SHORT_FORM.fullmatch(part)), "")
    inside = next((part for part in brackets if is_body(part)), "")
    before, _, after = name.rpartition(", ")
    place = after if before and not unit else next((b for b in brackets if b not in short), "")
    return Cell(printed, name, unit, parent or inside, place, short)


def _at_body(name):
    """Return (what stands before, the body named after) the first comma or dash before a body."""
    for found in re.finditer(r", | - | – ", name):
        after = name[found.end() :]
        if is_body(after):
            return name[: found.start()], after
    return "", ""


def is_body(text):
    """Return whether a text begins as the name of an organisation does."""
    return bool(_BODY.match(text) or (_ENGLISH_BODY.search(text) and text[:1].isupper()))


def is_group(printed):
    """Return whether a cell names no single body: "các viện …", "… và đối tác", a team."""
    return bool(_GROUP.search(printed) or _TWO_BODIES.search(printed))


def is_short_form(printed):
    """Return whether a text is nothing but capital letters, as USTH or MT&T: it may be anybody."""
    return bool(_SHORT_FORM.fullmatch(printed))


def segments(affiliation):
    """Return the parts of an affiliation between commas and semicolons, without brackets."""
    plain = _BRACKETS.sub("", affiliation)
    return [part for part in map(str.strip, re.split(r"[,;.]\s|[,;]| - ", plain + " ")) if part]


def expanded(text, longer):
    """Return a text with its short forms written out; longer: {short form: long form}."""
    words = [longer.get(word.strip("().,"), word.strip("().,")) for word in text.split()]
    given = text.split()
    return " ".join(
        word if long == word.strip("().,") else word.replace(word.strip("().,"), long)
        for word, long in zip(given, words, strict=True)
    )


def comparable(name, fold, longer):
    """Return a name as names are compared: folded, short forms written out, no punctuation.

    fold: the folding of texts; longer: {short form: long form}. "Trường Đại học X" and
    "Đại học X" are one name, for sources drop the first word at will.
    """
    plain = _LETTERS.sub(" ", fold(expanded(name, longer))).split()
    if plain[:2] == ["truong", "dai"] or plain[:1] == ["the"]:
        plain = plain[1:]
    return " ".join(plain)
