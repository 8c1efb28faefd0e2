"""Names of people, Vietnamese and Western, taken apart and put in order."""

import re
from typing import NamedTuple
from unicodedata import normalize

from cauhien_engine.text.folding import fold
from cauhien_engine.text.sorting import sort_key

# Share of the Vietnamese who bear a family name, in thousandths. The fourteen commonest (Nguyễn to
# Lý; Hoàng and Huỳnh, Vũ and Võ counted as one) as printed in Thời Đại, "Người Việt có bao nhiêu
# họ?", https://thoidai.com.vn/nguoi-viet-co-bao-nhieu-ho-193290.html. The others are estimates of
# our own, only so fine that a common name outweighs a rare one.
_FAMILIES = {
    "nguyen": 384, "tran": 121, "le": 95, "pham": 70, "huynh": 51, "hoang": 51, "phan": 45,
    "vu": 39, "vo": 39, "dang": 21, "bui": 20, "do": 14, "ho": 13, "ngo": 13, "duong": 10,
    "ly": 5, "dao": 6, "doan": 6, "dinh": 6, "trinh": 6, "mai": 5, "truong": 8, "ha": 4,
    "cao": 4, "luu": 3, "luong": 4, "trieu": 2, "ta": 3, "to": 2, "chu": 2, "lam": 3, "ton": 1,
    "quach": 1, "thai": 1, "la": 1, "kieu": 2, "au": 1, "nghiem": 1, "phung": 3, "dam": 1,
    "tang": 1, "mac": 1, "vuong": 2, "tong": 1, "giang": 1, "bach": 1, "khuc": 1, "khuat": 1,
    "than": 1, "ninh": 1, "phi": 1, "thach": 1, "chau": 1, "diep": 1, "nong": 1, "hua": 1,
    "lai": 2, "tu": 1, "vi": 1, "dong": 1, "ung": 1, "lo": 1, "quan": 1, "cu": 1, "ong": 1,
    "luc": 1, "lieu": 1, "lu": 1, "banh": 1, "bien": 1, "cam": 1, "cung": 1, "dau": 1, "giap": 1,
    "han": 1, "hy": 1, "kim": 1, "kha": 1, "khong": 1, "ma": 1, "mau": 1, "nhu": 1, "o": 1,
    "sam": 1, "sung": 1, "tieu": 1, "trang": 1, "uong": 1, "van": 1, "vien": 1, "nham": 1, "son": 1,
    "an": 1, "cong": 1, "ngac": 1, "ngan": 1, "y": 1, "thieu": 1, "thi": 1, "ngu": 1, "doi": 1,
}  # fmt: skip
_DOUBLE_FAMILIES = {("ton", "nu"), ("ton", "that"), ("cong", "tang"), ("au", "duong")}
_MIDDLES = {"van", "thi"}
_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[aeiouy]{{1,3}}(?:ch|ng|nh|[cmnpt])?")
_NOT_VIETNAMESE = re.compile(r"[fjwz]|oo|ee|[aiy][aeo]u|[aeiou]e[aou]|[aey]y[aeou]")
_MARKS = re.compile(r"[ăđơưĂĐƠƯ]|[\u0309\u0323]|[aeoAEO][\u0302\u0306\u031b][\u0300\u0301\u0303]")
_TITLE = re.compile(
    r"\s*(?:(?:gs|pgs|tskh|ts|ths|bsck(?:i{1,2}|1|2)|ck(?:i{1,2}|1|2)|bs|ks|kts|cn|ds|ncs|ngnd|ngut|ngưt|nsnd"
    r"|nsut|nsưt|ttnd|ttut|ttưt|ahld|ahlđ|dr|prof|assoc|assist|asst|mr|mrs|ms|miss|sir|eng"
    r"|ass)(?:\.|(?=[\s/,]))|phó giáo sư|giáo sư|tiến sĩ khoa học|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ"
    r"|bác sĩ|bác sỹ|kỹ sư|kiến trúc sư|cử nhân|viện sĩ|nhà giáo nhân dân|nhà giáo ưu tú"
    r"|professor|associate|assistant|doctor)(?=[\s.,/]|\b)[\s.,/]*",
    re.IGNORECASE,
)  # fmt: skip
_TAIL = re.compile(
    r"[\s,]+(?:ph\.?\s?d|m\.?d|m\.?sc|b\.?sc|m\.?b\.?a|m\.?eng|d\.?sc|dr|jr|sr|ii|iii|iv"
    r"|(?:pgs|gs|ts|ths|bs|ks)(?:\.\s?(?:ts|ths|bs))?)\.?$",
    re.IGNORECASE,
)
_PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "la",
    "le",
    "dos",
    "ten",
}


class Name(NamedTuple):
    """A name taken apart; every part as it was written, composed (NFC).

    given is what one calls the person by (Khai), given_rest all that is not family
    (Thị Minh Khai). order: "family-first", "given-first" or "unknown" is how the text gave it.
    lang: "vi" where it is a Vietnamese name, else "". folded: family, then given_rest, folded.
    """

    full: str
    titles: str
    family: str
    given_rest: str
    given: str
    order: str
    lang: str
    folded: str


def parse_name(text):
    """Return the Name in a text such as a signature, an author field or a sign on a door.

    text: any string. Titles and degrees are taken off ("PGS.TS. Tạ Quang Bửu"). A comma puts
    the family first, in either language. A Vietnamese name is told by its marks or by a family
    name of the country beside syllables of its language; its family stands first, unless the
    last word alone is a family name (Minh Khai Nguyen). Where both ends may be the family and
    no marks help, the likelier reading is taken, and order is "unknown" if it is less than four
    times as likely. Anything else is read as a Western name: given names, then family.
    Never raises; an empty text gives a Name of empty parts.

    >>> parse_name("PGS.TS. Nguyễn Thị Minh Khai")[1:7]
    ('PGS.TS.', 'Nguyễn', 'Thị Minh Khai', 'Khai', 'family-first', 'vi')
    >>> parse_name("Nguyen, Thi Minh Khai")[2:6]
    ('Nguyen', 'Thi Minh Khai', 'Khai', 'family-first')
    >>> parse_name("Minh Khai Nguyen")[2:6]
    ('Nguyen', 'Minh Khai', 'Khai', 'given-first')
    >>> parse_name("Ludwig van Beethoven")[2:7]
    ('van Beethoven', 'Ludwig', 'Ludwig', 'given-first', '')
    """
    full = " ".join(normalize("NFC", text).split())
    titles, bare = _without_titles(full)
    family, comma, rest = (part.strip() for part in bare.partition(","))
    if comma and family and rest:
        lang = "vi" if _is_vietnamese(family.split() + rest.split()) else ""
        return _name(full, titles, (family, rest, "family-first", lang))
    parts = bare.replace(",", " ").split()
    if _is_vietnamese(parts):
        return _name(full, titles, (*_vietnamese(parts), "vi"))
    return _name(full, titles, (*_western(parts), ""))


def name_sort_key(text):
    """Return an ASCII string by which people are listed: bytewise, as `sort_key`.

    A Vietnamese list goes by the given name, then the family, then the names between; other
    names go by the family, then the given names.
    Never raises.

    >>> people = ["Trần Văn An", "Marie Curie", "Nguyễn Thị Bình", "Lê Thị An", "Đỗ Ánh"]
    >>> sorted(people, key=name_sort_key)
    ['Lê Thị An', 'Trần Văn An', 'Đỗ Ánh', 'Nguyễn Thị Bình', 'Marie Curie']
    """
    name = parse_name(text)
    middle = name.given_rest[: len(name.given_rest) - len(name.given)]
    western = (name.family, name.given_rest)
    order = (name.given, name.family, middle) if name.lang == "vi" else western
    return "  ".join(sort_key(part) for part in order)


def _without_titles(full):
    """Return (titles and degrees, the name without them)."""
    at = 0
    while match := _TITLE.match(full, at):
        at = match.end()
    titles, bare = full[:at].strip(), full[at:]
    while (match := _TAIL.search(bare)) and bare[: match.start()].count(" ") >= 1:
        titles, bare = f"{titles} {match[0].strip(' ,')}".strip(), bare[: match.start()]
    return (titles, bare) if bare.strip(" .,") else ("", full)


def _is_vietnamese(parts):
    """Return whether the parts of a name are Vietnamese syllables with a known family name."""
    if _MARKS.search(normalize("NFD", " ".join(parts))) or re.search("[ăđơưĂĐƠƯ]", "".join(parts)):
        return True
    plain = [fold(part).strip(".-") for part in parts]
    known = [part in _FAMILIES for part in (plain[:1] + plain[-1:])]
    syllables = [part for part in plain if not _is_initials(part)]
    return any(known) and len(plain) > 1 and all(map(_is_syllable, syllables))


def _is_syllable(part):
    """Return whether folded letters may be one Vietnamese syllable, or several in one word."""
    return bool(re.fullmatch(rf"(?:{_SYLLABLE.pattern})+", part)) and not _NOT_VIETNAMESE.search(
        part
    )


def _is_initials(part):
    """Return whether a folded part is only initials, as "t.m" or "tm"."""
    return bool(re.fullmatch(r"[a-z](?:[.-]*[a-z]){0,2}", part)) and not _SYLLABLE.fullmatch(part)


def _vietnamese(parts):
    """Return (family, given_rest, order) of the parts of a Vietnamese name."""
    if len(parts) < 2:
        return "", "".join(parts), "unknown"
    plain = [fold(part).strip(".") for part in parts]
    chance = _chance_of_family_first(plain, marked=not "".join(parts).isascii())
    order = "unknown" if 0.2 < chance < 0.8 else "family-first"
    if chance >= 0.5:
        size = 2 if tuple(plain[:2]) in _DOUBLE_FAMILIES and len(parts) > 2 else 1
        return " ".join(parts[:size]), " ".join(parts[size:]), order
    order = "unknown" if order == "unknown" else "given-first"
    return parts[-1], " ".join(parts[:-1]), order


def _chance_of_family_first(plain, marked):
    """Return how likely the first of the folded parts is the family name, from 0 to 1."""
    first, last = _FAMILIES.get(plain[0], 0), _FAMILIES.get(plain[-1], 0)
    if len(plain) > 2 and first and plain[1] in _MIDDLES:
        return 1.0
    if len(plain) > 2 and last and plain[-2] in _MIDDLES and not (marked and first):
        return 0.0
    usual = 50.0 if marked else 1.5  # who writes the marks keeps the order of the language
    chance = usual * (first + 0.1)
    return chance / (chance + last + 0.1)


def _western(parts):
    """Return (family, given_rest, order): the last word and the particles before it."""
    if len(parts) < 2:
        return " ".join(parts), "", "unknown"
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(parts[at:]), " ".join(parts[:at]), "given-first"


def _name(full, titles, reading):
    """Return the Name for (family, given_rest, order, lang)."""
    family, rest, order, lang = reading
    words = rest.split() or [""]
    given = words[-1] if lang == "vi" else words[0]
    return Name(full, titles, family, rest, given, order, lang, fold(f"{family} {rest}".strip()))
