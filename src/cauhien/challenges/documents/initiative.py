"""What the official documents about files contain: the receipt, the minutes of the opening."""

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.city import city_name, parent_body
from cauhien.documents.documents import (
    Envelope,
    Issuer,
    ReceivedFile,
    abbreviation_of,
    receipt,
)
from cauhien.ui import words


def receipt_text(given, office, language):
    """Return the receipt for a file (giấy biên nhận) as a document in one language.

    It is made anew each time it is asked for, so that no copy of a sealed title lies about.
    """
    version = given.version
    initiative, content = version.initiative, version.read()
    challenge, texts = initiative.challenge, content["texts"]
    with translation.override(language):
        title = texts.get(f"title_{language}") or texts.get("title_vi", "")
        return receipt(
            envelope(office, language, on=localdate(given.received_at)),
            about=_("For a file received in answer to the call “%(title)s”")
            % {"title": _named(challenge, "title", language)},
            sender=version.by.name or version.by.email,
            facts=(
                (_("Title"), title),
                (_("Code of the file"), initiative.code),
                (_("Version"), str(version.number)),
                (_("Received"), words.moment(given.received_at)),
                (_("Number of the receipt"), given.code),
                (_("Fingerprint (SHA-256)"), given.sha256),
                (_("Line in the log of the file"), f"{given.line_number}, {given.line_hash}"),
            ),
            files=tuple(_file(one) for one in content["documents"]),
            note=_("It can be checked on the page “Receipts” by its number."),
        )


def envelope(office, language, **more):
    """Return what is around a document that the coordinating office issues."""
    body = office.organisation
    name = (body.name_en if language == "en" else "") or body.name_vi
    abbreviation = abbreviation_of(body.name_vi or name, city=city_name("vi"))
    issuer = Issuer(name, abbreviation, parent_body(language))
    return Envelope(issuer, city_name(language), language=language, **more)


def _file(document):
    size = words.number(document["size"] / 1024, 0)
    return ReceivedFile(document["name"], f"{size} KB", document["sha256"])


def _named(thing, name, language):
    first, second = (getattr(thing, f"{name}_{one}") for one in ("vi", "en"))
    return (first or second) if language == "vi" else (second or first)
