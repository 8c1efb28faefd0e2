"""The invitation to a meeting of members and its minutes, as official documents."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.documents.documents import (
    Items,
    Meeting,
    Paragraph,
    Section,
    Signature,
    invitation,
    issued_by,
    lines_of,
    meeting_minutes,
)
from cauhien.meetings import queries

LANGUAGES = ("vi", "en")


def invitation_texts(meeting, on):
    """Return the invitation (giấy mời) in both languages. on: its day."""
    return [_invitation(meeting, on, language) for language in LANGUAGES]


def minutes_texts(meeting):
    """Return the minutes (biên bản) in both languages."""
    return [_minutes(meeting, language) for language in LANGUAGES]


def _invitation(meeting, on, language):
    with override(language):
        points = tuple(str(point) for point in meeting.agenda.all())
        return invitation(
            _envelope(meeting, language, _("Head of the body that invites"), on=on),
            about=_("the meeting “%(title)s”") % {"title": meeting},
            guests=[str(one) for one in queries.guests_of(meeting)],
            meeting=Meeting(starts_at=meeting.starts_at, place=meeting.where),
            notes=[_("Agenda: %(agenda)s") % {"agenda": "; ".join(points)}],
        )


def _minutes(meeting, language):
    with override(language):
        guests = list(queries.guests_of(meeting))
        return meeting_minutes(
            _envelope(meeting, language, _("Secretary"), _("Chair")),
            about=_("On the meeting “%(title)s”") % {"title": meeting},
            meeting=Meeting(
                starts_at=meeting.starts_at,
                ends_at=meeting.held_until,
                place=meeting.where,
                present=tuple(str(one) for one in guests if one.was_there),
                absent=tuple(str(one) for one in guests if not one.was_there),
            ),
            proceedings=_proceedings(meeting, guests),
            conclusions=lines_of(meeting.conclusions),
        )


def _proceedings(meeting, guests):
    blocks: list = []
    for point in meeting.agenda.all():
        blocks += [Section(str(point)), *map(Paragraph, lines_of(point.minutes))]
    said = tuple(f"{one}: {one.remark}" for one in guests if one.remark)
    return [*blocks, *((Section(_("Remarks on the minutes")), Items(said)) if said else ())]


def _envelope(meeting, language, *titles, **more):
    signatures = tuple(Signature(title) for title in titles)
    return issued_by(meeting.office.organisation, language, signatures=signatures, **more)
