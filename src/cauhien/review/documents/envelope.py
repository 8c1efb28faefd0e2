"""What is around the text of every document of a council, and what they call things."""

from django.utils import translation
from django.utils.formats import number_format

from cauhien.documents.documents import in_language, issued_by
from cauhien.review import queries

LANGUAGES = ("vi", "en")


def envelope(council, language, **more):
    """Return the envelope of a document that the coordinating office issues for a council."""
    return issued_by(queries.issuing_office(council).organisation, language, **more)


def problem(council):
    return in_language(council.challenge, "title", translation.get_language())


def file_name(initiative):
    """Return "1. Đèn tín hiệu thích ứng": the number given at opening and the title."""
    title = in_language(initiative, "title", translation.get_language())
    return f"{initiative.number}. {title}" if initiative.number else title or initiative.code


def member(seat):
    return f"{seat.person}, {seat.get_role_display()}"


def points(value):
    """Return points as they are written, "–" where there are none."""
    return "–" if value is None else number_format(value, 2)


def interval(standing):
    """Return "76,40 (70,12–82,68)": the mean with its interval, where one can be given."""
    if standing.interval is None:
        return points(standing.mean)
    low, high = (points(value) for value in standing.interval)
    return f"{points(standing.mean)} ({low}–{high})"
