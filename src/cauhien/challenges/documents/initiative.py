"""What the official documents about files contain: the receipt, the minutes of the opening."""

from datetime import datetime

from django.utils import translation
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cauhien.accounts.states import Role
from cauhien.core.city import city_name
from cauhien.documents.documents import (
    Meeting,
    OpenedFile,
    ReceivedFile,
    Signature,
    illustrated,
    in_language,
    issued_by,
    opening_minutes,
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
        text = receipt(
            envelope(office, language, on=localdate(given.received_at)),
            about=_("For a file received in answer to the call “%(title)s”")
            % {"title": in_language(challenge, "title", language)},
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
    return illustrated(text) if challenge.is_illustration else text


def opening_texts(opening, office):
    """Return the minutes of the opening (biên bản mở hồ sơ) in both languages."""
    return [_opening_text(opening, office, language) for language in ("vi", "en")]


def _opening_text(opening, office, language):
    said = opening.minutes
    with translation.override(language):
        people = [
            (opening.first_by, str(Role(opening.first_role).label), opening.first_at),
            (opening.second_by, str(Role(opening.second_role).label), opening.second_at),
        ]
        meeting = Meeting(
            starts_at=opening.first_at,
            ends_at=opening.second_at,
            place=city_name(language),
            present=tuple(f"{who}, {role}, {words.moment(at)}" for who, role, at in people),
        )
        signatures = tuple(Signature(capfirst(role), str(who)) for who, role, _at in people)
        around = envelope(office, language, on=localdate(opening.second_at), signatures=signatures)
        return opening_minutes(
            around,
            about=_("On opening the files sent in answer to the call “%(title)s”")
            % {"title": in_language(opening.challenge, "title", language)},
            meeting=meeting,
            files=tuple(_opened(row, language) for row in said["files"]),
            remarks=_remarks(said),
            procedure=_(
                "The files were sealed until then. Both persons named agreed to the opening, each "
                "with a second factor; the files were opened at once and numbered in the order in "
                "which they arrived."
            ),
        )


def _opened(row, language):
    second = "en" if language == "vi" else "vi"
    received = datetime.fromisoformat(row["received_at"])
    return OpenedFile(
        code=f"{row['number']} ({row['code']})",
        title=row[f"title_{language}"] or row[f"title_{second}"],
        received=words.moment(received),
        sha256=row["sha256"],
        finding=_("as received") if row["is_whole"] else _("not as received"),
    )


def _remarks(said):
    if not said["withdrawn_before"]:
        return ()
    count = said["withdrawn_before"]
    told = ngettext(
        "%(count)s file was taken back before and stays sealed.",
        "%(count)s files were taken back before and stay sealed.",
        count,
    )
    return (told % {"count": count},)


def envelope(office, language, **more):
    """Return what is around a document that the coordinating office issues."""
    return issued_by(office.organisation, language, **more)


def _file(document):
    size = words.number(document["size"] / 1024, 0)
    return ReceivedFile(document["name"], f"{size} KB", document["sha256"])
