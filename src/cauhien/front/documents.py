"""The leader's brief on one sheet of A4, with the head of decree 30/2020."""

from django.utils.text import Truncator
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.city import city_name, parent_body
from cauhien.documents.documents import (
    Envelope,
    Issuer,
    Items,
    Paragraph,
    Section,
    abbreviation_of,
    brief,
    issued_by,
)
from cauhien.notices.queries import absolute
from cauhien.organisations.models import Office
from cauhien.ui.words import day, language

MOST_LINES = (3, 3, 3, 2)  # of each section,
LONGEST = 70  # and characters of both parts of a line where all are there: so one sheet holds all
ROOM = sum(MOST_LINES) * LONGEST  # which fewer lines share
MOST_IN_MAIL = 8  # of each section, as on the page


def brief_text(found, *, reader, at):
    """Return a Brief as a document in the language being spoken."""
    shown = sum(min(len(one.lines), most) for one, most in _with_most(found))
    longest = ROOM // max(shown, 1)
    note = _("Made by the site for %(reader)s from what they may see there; not signed.")
    return brief(
        _envelope(localdate(at)),
        about=_("On what is late and what waits, as of %(day)s") % {"day": day(found.day)},
        blocks=[
            block
            for section, most in _with_most(found)
            for block in _blocks(section, most, longest)
        ],
        note=note % {"reader": reader},
    )


def _with_most(found):
    """Return each section with the most of its lines that are printed."""
    return zip(found.sections, MOST_LINES, strict=True)


def _blocks(section, most, longest):
    if not section.lines:
        yield Section(section.title)
        yield Paragraph(section.nothing)
        return
    counted = {"title": section.title, "shown": min(len(section.lines), most)}
    yield Section(_("%(title)s (%(shown)s of %(all)s)") % (counted | {"all": len(section.lines)}))
    yield Items(tuple(_said(line, longest) for line in section.lines[:most]))


def _said(line, longest):
    """Return a line of the sheet, cut so that one sheet holds all. longest: of each part of it."""
    text, about = (Truncator(part).chars(longest) for part in _parts(line))
    return f"{text} ({about})" if about else text


def _told(line):
    return " · ".join(filter(None, _parts(line)))


def _parts(line):
    """Return a line's text, and with whom it is since when."""
    since = _("since %(day)s") % {"day": day(line.since)} if line.since else ""
    return line.text, ", ".join(filter(None, [line.whom, since]))


def brief_in_mail(found):
    """Return a Brief as dicts for a mail: each section with its first lines, each an address."""
    return [
        {
            "title": section.title,
            "count": len(section.lines),
            "lines": [(_told(line), absolute(line.url)) for line in section.lines[:MOST_IN_MAIL]],
            "nothing": section.nothing,
        }
        for section in found.sections
    ]


def _envelope(on):
    """Return the envelope of the office that coordinates; of its parent body where none does."""
    office = Office.objects.filter(coordinates=True, active=True).select_related("organisation")
    if found := office.first():
        return issued_by(found.organisation, language(), on=on)
    name = parent_body(language())
    issuer = Issuer(name, abbreviation_of(parent_body("vi"), city=city_name("vi")))
    return Envelope(issuer, city_name(language()), on=on, language=language())
