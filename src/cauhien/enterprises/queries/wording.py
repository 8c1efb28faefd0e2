"""What a template says, and points, in the language of the page."""

from cauhien.ui.words import language, number


def said(thing, name=""):
    """Return a text of a template in the language of the page: "vi", "title_vi" …"""
    prefix = f"{name}_" if name else ""
    return thing.get(prefix + language()) or thing.get(f"{prefix}vi", "")


def points(value):
    """Return points or a value as people read them, with two decimals at most."""
    return "" if value is None else number(plain(value))


def plain(value):
    """Return an exact number as a whole one where it is, else with two decimals."""
    rounded = round(float(value), 2)
    return int(rounded) if rounded.is_integer() else rounded
