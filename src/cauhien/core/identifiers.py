"""Identifiers that carry a check of their own, so that a mistyped one is found."""

import re

_ORCID = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.IGNORECASE)
_ORCID_IN_TEXT = re.compile(r"(?<![\w-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\w-])")
_ROR = re.compile(r"0([0-9a-hj-km-np-tv-z]{6})(\d\d)")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"  # without the letters i, l, o and u


def is_orcid(digits):
    """Return whether sixteen digits, with or without dashes, are an iD (ISO 7064, MOD 11-2).

    >>> is_orcid("0000-0002-1825-0097"), is_orcid("0000-0002-1825-0098")
    (True, False)
    """
    found = _ORCID.fullmatch(digits)
    if not found:
        return False
    written, total = "".join(found.groups()).upper(), 0
    for digit in written[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return written[-1] == ("X" if check == 10 else str(check))


def mistyped_orcids(text):
    """Return what in a text is written as an iD of ORCID, with dashes, and fails its check.

    >>> mistyped_orcids("ORCID 0000-0002-1825-0098, on orcid.org/0000-0002-1825-0097")
    ['0000-0002-1825-0098']
    """
    return [one for one in _ORCID_IN_TEXT.findall(text) if not is_orcid(one)]


def is_ror(short):
    """Return whether "02jmfj006" is an id of ROR: six signs of Crockford's base 32, two of check.

    The check is that of ISO 7064, MOD 97-10: 98 less the remainder of the number and two zeros.

    >>> is_ror("02jmfj006"), is_ror("02jmfj007")
    (True, False)
    """
    found = _ROR.fullmatch(short)
    if not found:
        return False
    number = 0
    for sign in found[1]:
        number = number * 32 + _CROCKFORD.index(sign)
    return int(found[2]) == 98 - number * 100 % 97
