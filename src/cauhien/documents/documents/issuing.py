"""The envelope of what an office issues."""

from cauhien.core.city import city_name, parent_body, short_forms
from cauhien.documents.documents.content import Envelope, Issuer
from cauhien.documents.documents.wording import abbreviation_of


def issued_by(organisation, language, **more):
    """Return the Envelope of a document of an office of the city. more: as Envelope takes it."""
    name = in_language(organisation, "name", language)
    abbreviation = abbreviation_of(organisation.name_vi or name, city=city_name("vi"))
    issuer = Issuer(name, abbreviation, parent_body(language))
    return Envelope(issuer, city_name(language), language=language, **more)


def issued_by_the_city(language, **more):
    """Return the Envelope of what the body that decides issues; who signs may be authorised by it.

    more: as Envelope takes it.
    """
    name = parent_body("vi")
    known = (short for short, long in short_forms().items() if name.startswith(long))
    abbreviation = next(known, abbreviation_of(name, city=city_name("vi")))
    issuer = Issuer(parent_body(language), abbreviation)
    return Envelope(issuer, city_name(language), language=language, **more)


def in_language(thing, name, language):
    """Return `name_vi` or `name_en` of a thing: that of the language, the other where it lacks."""
    first, second = getattr(thing, f"{name}_vi"), getattr(thing, f"{name}_en")
    return (first or second) if language == "vi" else (second or first)
