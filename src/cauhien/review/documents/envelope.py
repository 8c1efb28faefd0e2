"""What is around the text of every document of a council, and what they call things."""

from django.utils import translation
from django.utils.formats import number_format

from cauhien.core.city import city_name, parent_body
from cauhien.documents.documents import Envelope, Issuer, abbreviation_of
from cauhien.review import queries

LANGUAGES = ("vi", "en")


def envelope(council, language, **more):
    """Return the envelope of a document that the coordinating office issues for a council."""
    body = queries.issuing_office(council).organisation
    name = either(body.name_vi, body.name_en, language)
    issuer = Issuer(
        name, abbreviation_of(body.name_vi or name, city=city_name("vi")), parent_body(language)
    )
    return Envelope(issuer, city_name(language), language=language, **more)


def problem(council):
    challenge = council.challenge
    return either(challenge.title_vi, challenge.title_en, translation.get_language())


def file_name(initiative):
    """Return "1. Đèn tín hiệu thích ứng": the number given at opening and the title."""
    title = either(initiative.title_vi, initiative.title_en, translation.get_language())
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


def either(first, second, language):
    return (first or second) if language == "vi" else (second or first)
