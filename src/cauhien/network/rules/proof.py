"""When an address proves who somebody is, and when a printed name may be theirs."""

import re
from collections import Counter
from urllib.parse import urlsplit

from cauhien.core.text import fold

_LOCAL = re.compile(r"[a-z]+(?:[._-][a-z]+)*")


def fits_name(local, name):
    """Return whether the part of an address before the @ is made of a name, and of nothing else.

    A whole word of the name must stand in it, with another whole one or the initials of the rest,
    in either order. A digit tells of namesakes, and is not taken.

    >>> [fits_name(one, "Nguyễn Văn An") for one in ("an.nguyenvan", "annv", "nva", "an", "annv2")]
    [True, True, False, False, False]
    """
    local = local.lower()
    if not _LOCAL.fullmatch(local):
        return False
    return re.sub(r"[._-]", "", local) in _ways_to_write(fold(name).split())


def may_be_written(printed, name):
    """Return whether a printed name may stand for a name: its words or their initials alone.

    At least one word stands in full; words between may be left out, in any order, without marks.

    >>> [may_be_written(one, "Nguyễn Văn An") for one in ("An Nguyen", "Nguyen V.A.", "Lê An")]
    [True, True, False]
    """
    words, parts = fold(name).split(), re.findall(r"\w+", fold(printed))
    full = [part for part in parts if part in words]
    left = Counter(words) - Counter(full)
    initials = Counter("".join(part for part in parts if part not in words))
    is_within = not Counter(full) - Counter(words)
    is_rest = not initials - Counter(word[0] for word in left.elements())
    return bool(full) and len(parts) >= min(2, len(words)) and is_within and is_rest


def places_among(printed, names):
    """Return where somebody with some names may stand among printed authors, from 0.

    A name as it is written counts before one that may be it.

    >>> places_among(["Lê Chi", "Nguyen V. A."], {"Nguyễn Văn An"})
    [1]
    """
    folded = {fold(name) for name in names}
    exact = [at for at, one in enumerate(printed) if fold(one) in folded]
    return exact or [
        at for at, one in enumerate(printed) if any(may_be_written(one, name) for name in names)
    ]


def is_domain_of(domain, websites, domains=()):
    """Return whether a domain is that of one of some websites, one of domains, or lies below it.

    >>> is_domain_of("soict.hust.edu.vn", ["https://www.hust.edu.vn/vi"])
    True
    """
    hosts = {(urlsplit(one).hostname or "").removeprefix("www.") for one in websites} - {""}
    hosts |= set(domains)
    domain = domain.lower()
    return any(domain == host or domain.endswith(f".{host}") for host in hosts)


def _ways_to_write(words):
    ways = set()
    for at, word in enumerate(words):
        others = words[:at] + words[at + 1 :]
        rests = {"".join(others), "".join(one[0] for one in others), *others} - {""}
        ways |= {one for rest in rests for one in (word + rest, rest + word)}
    return ways
