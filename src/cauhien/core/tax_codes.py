"""Tax codes of firms, as Vietnam gives them."""

import re

_WRITTEN = re.compile(r"(\d{10})-?(\d{3})?")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


class NotATaxCode(Exception):
    """It has another form, or its tenth digit does not fit the nine before."""


def tax_code(written):
    """Return a tax code as it is kept: ten digits; for a branch a dash and three more.

    The tenth digit is ten less the weighted sum of the nine before it modulo eleven, so that a
    digit that was mistyped is found. The twelve digits of a person's number are none.
    Sources: the form, Circular 86/2024/TT-BTC; the check digit, python-stdnum, `stdnum.vn.mst`.

    >>> tax_code("01001 12437")
    '0100112437'
    >>> tax_code("0314409058002")
    '0314409058-002'
    """
    found = _WRITTEN.fullmatch(re.sub(r"[\s.]", "", written))
    if found is None or int(found[1][9]) != _check_digit(found[1]):
        raise NotATaxCode(written)
    if found[1][2:9] == "0000000" or found[2] == "000":
        raise NotATaxCode(written)
    return f"{found[1]}-{found[2]}" if found[2] else found[1]


def head_office(code):
    """Return the tax code of the firm to which a branch belongs; of a firm its own."""
    return code[:10]


def _check_digit(digits):
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return 10 - total % 11
