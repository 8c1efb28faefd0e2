"""What is said of people: what was published with their works, and no way to reach them."""

import re

from cauhien.core.city import city_name
from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.elements import body_unit, element, person_name
from cauhien.exchange.mappings.facts import RIGHTS, Fact, Text, shown
from cauhien.exchange.mappings.nodes import body_node

SCHEME = "orcid"
# The blocks of iDs that CERIF 1.2 knows.
_ORCID = re.compile(
    r"https://orcid\.org/(0000-000(1-[5-9]|2-\d|3-[0-4])\d{3}-\d{3}[\dX]|0009-000\d-\d{4}-\d{3}[\dX])"
)


def orcids(person):
    """Return the iDs that a person gave, on whichever of the rows that are one."""
    known = person.known_identifiers
    certain = {one.value for one in known if one.scheme == SCHEME and one.certain}
    return [f"https://orcid.org/{value}" for value in sorted(certain)]


def bodies(person):
    """Return the organisations a person is or was with, each once."""
    found = [shown(one.organisation) for one in person.involvements.all()]
    return list({body.pk: body for body in found}.values())


def _membership_element(terms):
    """Return a membership as CERIF holds it: an affiliation with its term, to a body without id."""
    names = [
        element("Name", Text(f"Mạng lưới nhà khoa học và chuyên gia, {city_name('vi')}", "vi")),
        element("Name", Text(f"Network of scientists and experts, {city_name('en')}", "en")),
    ]
    first, last = (day.isoformat() for day in terms)
    unit = element("OrgUnit", None, *names)
    return [element("Affiliation", None, unit, startDate=first, endDate=last)]


def _orcid_elements(values):
    known = [value for value in values if _ORCID.fullmatch(value)]
    names = ["ORCID", *["AlternativeORCID"] * len(known)]
    return [element(name, value) for name, value in zip(names, known, strict=False)]


PERSON = (
    Fact(lambda person: page_of("person", person.code), dc="identifier", schema="url"),
    Fact(lambda person: "Person", dc="type"),
    Fact(lambda person: person, cerif=lambda people: [person_name(one) for one in people]),
    Fact(lambda person: person.name, dc="title", schema="name"),
    Fact(orcids, dc="identifier", cerif=_orcid_elements, schema="sameAs"),
    Fact(
        bodies,
        dc="relation",
        cerif=lambda found: [element("Affiliation", None, body_unit(body)) for body in found],
        schema="affiliation",
        node=body_node,
    ),
    Fact(lambda person: [person.member_from, person.member_until], cerif=_membership_element),
    RIGHTS,
)
