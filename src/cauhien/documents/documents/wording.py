"""Fixed words of official documents, in the language of the document that is being made."""

import re
import unicodedata
from functools import wraps

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

LONGEST_IN_HEAD = 26  # capitals that fit into one line above the name of the issuer
VIETNAMESE_ALPHABET = "abcdđeghiklmnopqrstuvxy"


def in_its_language(builder):
    """Let a builder, whose first argument is the envelope, speak the envelope's language."""

    @wraps(builder)
    def build(envelope, **said):
        with translation.override(envelope.language):
            return builder(envelope, **said)

    return build


def plain(value):
    """Return a text composed (NFC), without the signs that no document can hold."""
    text = unicodedata.normalize("NFC", str(value)).replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\t", " ").replace("\u2028", "\n").replace("\u2029", "\n")
    # Cc and Cs: XML refuses them; Cf: they turn the direction of a text or hide in it.
    kept = [c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Cn")]
    return "".join(kept).replace("\ufffe", "").strip()


def line(value):
    """Return a text in one line."""
    return " ".join(plain(value).split())


def balanced(text):
    """Return a name that breaks into two halves of about one length where it needs two lines."""
    places = [at for at, sign in enumerate(text) if sign == " "]
    if len(text) <= LONGEST_IN_HEAD or not places:
        return text
    middle = min(places, key=lambda at: abs(len(text) / 2 - at))
    first, second = text[:middle], text[middle + 1 :]
    if max(len(first), len(second)) > LONGEST_IN_HEAD:
        return text
    return " ".join(half.replace(" ", "\u00a0") for half in (first, second))


def padded(number, *, until=10):
    return f"{number:02d}" if number < until else str(number)


def day_in_words(on):
    """Return "ngày 05 tháng 02 năm 2026": days under 10 and months under 3 with a nought."""
    return _("%(day)s %(month)s %(year)s") % {
        "day": padded(on.day),
        "month": _month(on.month),
        "year": on.year,
    }


def moment_in_words(at):
    """Return the hour and the day of an instant, in the city's time."""
    local = timezone.localtime(at)
    clock = _("%(hour)s:%(minute)s") % {"hour": f"{local:%H}", "minute": f"{local:%M}"}
    return _("%(clock)s on %(day)s") % {"clock": clock, "day": day_in_words(local)}


def _month(number):
    """Return a month as it stands in a date: by its name, or in Vietnamese by its number."""
    return [
        pgettext("in a date", "January"),
        pgettext("in a date", "February"),
        pgettext("in a date", "March"),
        pgettext("in a date", "April"),
        pgettext("in a date", "May"),
        pgettext("in a date", "June"),
        pgettext("in a date", "July"),
        pgettext("in a date", "August"),
        pgettext("in a date", "September"),
        pgettext("in a date", "October"),
        pgettext("in a date", "November"),
        pgettext("in a date", "December"),
    ][number - 1]


def place_line(place, on):
    """Return "Hà Nội, ngày 05 tháng 02 năm 2026", with room to write where no date is known."""
    if on:
        return f"{line(place)}, {day_in_words(on)}"
    return _("%(place)s, …… ………… 20……") % {"place": line(place)}


def number_line(number, abbreviation, body):
    """Return "Số: 05/QĐ-SXD", with room for the number where none is given yet."""
    shown = padded(number) if number else "\u00a0" * 8
    sign = "-".join(part for part in (abbreviation, line(body)) if part)
    return _("No.: %(sign)s") % {"sign": f"{shown}/{sign}"}


def lines_of(text):
    """Return the lines of what somebody wrote, without those that are empty.

    >>> lines_of(" Mở đầu\\n\\nTrao đổi ")
    ['Mở đầu', 'Trao đổi']
    """
    return [one for one in map(line, text.splitlines()) if one]


def abbreviation_of(name, *, city):
    """Return the usual abbreviation of a body: the first letters, without the city's name.

    >>> abbreviation_of("Sở Khoa học và Công nghệ Hà Nội", city="Hà Nội")
    'SKHCN'
    """
    words = re.findall(r"\w+", line(name).removesuffix(city).strip())
    return "".join(word[0].upper() for word in words if word.lower() not in ("và", "and", "of"))


def marked_items(items, marks):
    """Return the texts of a list, each with its mark before it."""
    if marks == "1.":
        labels = [f"{number}." for number in range(1, len(items) + 1)]
    elif marks == "a)":
        labels = [f"{_letter(number)})" for number in range(len(items))]
    else:
        labels = ["-"] * len(items)
    return [f"{label} {line(text)}" for label, text in zip(labels, items, strict=True)]


def _letter(number):
    """Return a, b, … y, and after it aa, ab, …"""
    round_, place = divmod(number, len(VIETNAMESE_ALPHABET))
    return (_letter(round_ - 1) if round_ else "") + VIETNAMESE_ALPHABET[place]
