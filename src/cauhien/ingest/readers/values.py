"""Single values of foreign records, read with patience: nulls and wrong types become blanks."""

import re
from urllib.parse import urlsplit

from cauhien.core.identifiers import is_orcid, is_ror
from cauhien.ingest.readers.records import BadLine

_ORCID = re.compile(r"(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?$", re.IGNORECASE)
_ROR = re.compile(r"(?:https?://ror\.org/)?(0[a-z0-9]{8})/?$")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
LONGEST_DOMAIN = 253  # RFC 1035
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
VIETNAMESE = re.compile(
    "[ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE
)
_ONLY_VIETNAMESE = re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỵỷỹ]", re.IGNORECASE)


def text(value, longest=None, what=""):
    """Return a value as one trimmed text, "" for null; BadLine where it is too long."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    written = " ".join(str(value).split())
    if longest and len(written) > longest:
        raise BadLine("too_long", f"{what}: {len(written)} > {longest}")
    return written


def clipped(value, longest):
    """Return a text cut to a length; for what is only shown, never for what is compared."""
    written = text(value)
    return written if len(written) <= longest else written[: longest - 1].rstrip() + "…"


def needed(value, reason, longest=None, what=""):
    """Return a text that must not be empty, else BadLine(reason)."""
    written = text(value, longest, what)
    if not written:
        raise BadLine(reason)
    return written


def year(value):
    """Return a year, None where none is given; BadLine where it cannot be one."""
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise BadLine("bad_value", f"year: {value!r:.40}") from None
    if not 1000 <= number <= 2200:
        raise BadLine("bad_value", f"year: {number}")
    return number


def day(value):
    """Return an ISO day, "" for anything else (a year alone, null)."""
    written = text(value)[:10]
    return written if _DAY.fullmatch(written) else ""


def number(value):
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def objects(value):
    """Return the dicts of a list; null, or something else in their place, gives none."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def inside(value, *path):
    """Return what lies at a path of keys, None where anything on the way is missing or null."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def orcid(value):
    """Return an ORCID iD whose check digit is right, else ""."""
    found = _ORCID.search(text(value))
    return found[1].upper() if found and is_orcid(found[1]) else ""


def ror(value):
    """Return a ROR id whose check digits are right as an address, else ""."""
    found = _ROR.search(text(value))
    return f"https://ror.org/{found[1]}" if found and is_ror(found[1]) else ""


def country(value):
    written = text(value).upper()
    return written if re.fullmatch("[A-Z]{2}", written) else ""


def doi(value):
    """Return a DOI without its resolver, in lower case."""
    found = re.search(r"10\.\d{4,9}/\S+", text(value))
    return found[0].lower()[:200] if found else ""


def web(value, longest=1000):
    """Return an address of the web, "" for anything else and for one too long to keep."""
    written = text(value)
    is_web = urlsplit_or_none(written) and len(written) <= longest and " " not in written
    return written if is_web else ""


def domain(value):
    """Return a name of a domain in lower case, "" for anything else.

    >>> [domain(one) for one in ("HUST.edu.vn", "https://hust.edu.vn", "vn")]
    ['hust.edu.vn', '', '']
    """
    written = text(value).lower()
    return written if len(written) <= LONGEST_DOMAIN and _DOMAIN.fullmatch(written) else ""


def urlsplit_or_none(written):
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} and parts.hostname else None


def is_vietnamese(written):
    """Return whether a name holds a letter that only Vietnamese writes."""
    return bool(_ONLY_VIETNAMESE.search(written))
