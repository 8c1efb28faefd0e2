"""What the city file says. No code names a city."""

from django.conf import settings
from django.utils.translation import get_language


def city_name(language=None):
    """Return the city's name in the language asked for, or in the one being spoken."""
    return _in_language(settings.CITY["name"], language)


def country_name(language=None):
    return _in_language(settings.CITY["country"], language)


def country_code():
    return settings.CITY["country_code"]


def city_geonames():
    """Return the GeoNames ids of the city and of the places inside it."""
    return set(settings.CITY["place"]["geonames"])


def coordinating_office():
    """Return the name of the office that coordinates the city's problems."""
    return settings.CITY["offices"]["coordinating"]


def demonstration_office():
    """Return the name of the office whose officer and head the demonstration shows."""
    return settings.CITY["offices"]["demonstration"]


def parent_body(language=None):
    """Return the name of the body that the city's offices belong to."""
    return _in_language(settings.CITY["offices"]["parent"], language)


def contact_mail():
    """Return the address people write to about what is said of them; empty where none is named."""
    return settings.CITY.get("contact", {}).get("mail", "")


def procedure_files():
    """Return the names of the data files that say by which rules calls are run."""
    calls = settings.CITY["calls"]
    return (calls["council_rules"], calls["procedures"])


def days_to_answer_suggestions():
    """Return within how many working days the city answers a suggestion."""
    return settings.CITY["calls"]["answer_suggestions_within"]


def days_to_take_up():
    """Return within how many working days an office takes a task up and names who answers."""
    return settings.CITY["resolution"]["take_up_within"]


def tasks_told_a_week():
    """Return of how many tasks the head of an office is told in a week, so that none is buried."""
    return settings.CITY["resolution"]["told_a_week"]


def groups_of_bodies():
    """Return the names by which documents call several bodies at once, as they print them."""
    return settings.CITY["resolution"]["groups"]


def days_to_accept_duties():
    """Return within how many working days whoever is named for a task accepts or declines."""
    return settings.CITY["resolution"]["accept_within"]


def days_to_report():
    """Return within how many working days after its end an office reports on a period."""
    return settings.CITY["resolution"]["report_within"]


def days_to_answer_reports():
    """Return within how many working days a report on a task is answered."""
    return settings.CITY["resolution"]["answer_within"]


def membership():
    """Return how somebody is a member of the network: terms, and the rules of standings.

    {term_years, renew_within: days, standings: [{code, vi, en, least: {what is counted: number},
    legal_basis: {vi, en}, empty where none is known}], the highest first}.
    """
    return settings.CITY["membership"]


def days_to_answer_requests():
    """Return within how many working days a host answers a request to use its laboratory."""
    return settings.CITY["laboratories"]["answer_requests_within"]


def days_to_answer_registrations():
    """Return within how many working days a registration in the ecosystem is answered."""
    return settings.CITY["ecosystem"]["answer_registrations_within"]


def days_to_answer_people():
    """Return within how many working days a person is answered who asks about their own data."""
    return settings.CITY["people"]["answer_within"]


def complaint_terms(language=None):
    """Return what the law gives whoever is not content with a decision."""
    return _in_language(settings.CITY["calls"]["complaint"], language)


def complaint_law(language=None):
    """Return how a decision names the law on complaints."""
    return _in_language(settings.CITY["calls"]["complaint"]["law"], language)


def complaint_sources(language=None):
    """Return where the terms stand, and what could not be read of them."""
    terms = settings.CITY["calls"]["complaint"]
    return _in_language(terms["source"], language), _in_language(terms["note"], language)


def short_forms():
    """Return {short form: long form} of words in names of organisations."""
    return settings.CITY["short_forms"]


def place_words():
    """Return the words that say where and not what, for the match engine."""
    return tuple(settings.CITY["matching"]["place_words"])


def umbrella_rors():
    """Return the ROR ids of bodies whose parts stand on their own, as a national university."""
    return tuple(settings.CITY["councils"]["umbrellas"])


def _in_language(names, language):
    return names.get((language or get_language() or "vi")[:2], names["vi"])
