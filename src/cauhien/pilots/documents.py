"""What the minutes of an acceptance and the certificate of its result contain."""

from decimal import Decimal

from django.utils import translation
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.challenges.states import Outcome
from cauhien.documents.documents import (
    Measure,
    Meeting,
    Signature,
    acceptance_minutes,
    certificate,
    in_language,
    issued_by,
)
from cauhien.pilots import queries
from cauhien.pilots.states import Choice
from cauhien.review.queries import decision as decisions
from cauhien.review.states import SeatRole
from cauhien.ui.words import day

LANGUAGES = ("vi", "en")


def minutes_texts(pilot, gathering, ballot, outcome, at):
    """Return the minutes of the acceptance (biên bản nghiệm thu) in both languages."""
    return [_minutes(pilot, gathering, ballot, outcome, at, one) for one in LANGUAGES]


def certificate_texts(pilot, outcome):
    """Return the certificate of the result (giấy chứng nhận kết quả) in both languages."""
    return [_certificate(pilot, outcome, language) for language in LANGUAGES]


def interval(one):
    """Return "15,1 km/h (14,6–15,6)": a measured value with its interval, where one is stated."""
    value = f"{figure(one.value)} {one.pilot.unit}"
    if one.low is None and one.high is None:
        return value
    return f"{value} ({figure(one.low)}–{figure(one.high)})"


def figure(value):
    return "" if value is None else number_format(Decimal(f"{value.normalize():f}"))


def _minutes(pilot, gathering, ballot, outcome, at, language):
    with translation.override(language):
        meeting = Meeting(
            starts_at=gathering.meeting.starts_at,
            ends_at=at,
            place=gathering.meeting.where,
            chair=_seat(gathering.presiding),
            secretary="; ".join(
                str(seat.person) for seat in gathering.present if seat.role == SeatRole.SECRETARY
            ),
            present=tuple(map(_seat, gathering.present)),
            absent=tuple(map(_seat, gathering.absent)),
        )
        said = [line for line in gathering.meeting.minutes.splitlines() if line.strip()]
        votes = [
            f"{seat.person}: {vote.get_choice_display()}. {vote.reason}" for seat, vote in ballot
        ]
        return acceptance_minutes(
            _envelope(pilot, language, _("Secretary"), _("Chair of the council")),
            about=_("On the acceptance of the pilot “%(title)s”") % {"title": _title(pilot)},
            meeting=meeting,
            measures=[_measured(pilot)],
            findings=[*said, *votes],
            conclusions=(
                capfirst(counted_in_words(ballot)),
                f"{capfirst(Outcome(outcome).label)}. {pilot.conclusion}",
            ),
        )


def _certificate(pilot, outcome, language):
    with translation.override(language):
        measured = _measured(pilot)
        says = _("The pilot ended with the outcome: %(outcome)s.")
        return certificate(
            _envelope(pilot, language, _("Head of the office")),
            about=_("On the result of the pilot “%(title)s”") % {"title": _title(pilot)},
            holder=decisions.team_name(_with_team(pilot)),
            statement=says % {"outcome": Outcome(outcome).label},
            facts=(
                (_("Name of the file"), in_language(pilot.initiative, "title", language)),
                (_("What is measured"), measured.indicator),
                (_("Before the pilot"), measured.baseline),
                (_("Target"), measured.target),
                (_("Measured"), measured.measured),
                (_("Time of the measurement"), _time(queries.newest_accepted(pilot))),
            ),
        )


def _measured(pilot):
    newest = queries.newest_accepted(pilot)
    unit = pilot.unit
    return Measure(
        indicator=pilot.indicator,
        baseline=f"{figure(pilot.baseline)} {unit}",
        target=f"{figure(pilot.target)} {unit}",
        measured=interval(newest) if newest else "",
        finding=str(newest.standing.label) if newest else "",
    )


def _time(measurement):
    return f"{day(measurement.from_on)}–{day(measurement.until_on)}"


def counted_in_words(ballot):
    counts = queries.counted(ballot)
    return "; ".join(f"{Choice(choice).label}: {count}" for choice, count in counts.items())


def _envelope(pilot, language, *titles):
    signatures = tuple(Signature(title) for title in titles)
    return issued_by(pilot.challenge.office.organisation, language, signatures=signatures)


def _with_team(pilot):
    return decisions.files_with_teams(pilot.challenge).get(pk=pilot.initiative_id)


def _title(pilot):
    return in_language(pilot.challenge, "title", translation.get_language())


def _seat(seat):
    return f"{seat.person}, {seat.get_role_display()}"
