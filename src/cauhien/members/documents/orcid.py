"""What a member did, in the form of ORCID 3.0: affiliations of the kinds membership and service."""

from datetime import date

from django.utils import translation

from cauhien.core.city import city_name, coordinating_office, country_code
from cauhien.members.queries import standings
from cauhien.members.states import deeds


def in_orcid(content, address):
    """Return {"membership": […], "service": […]}, each entry as ORCID's JSON 3.0 has it.

    content: of `queries.content_of`. address: the page that proves it. A review is a service, not a
    peer review of ORCID, which would name what was reviewed. The office has no identifier in the
    data, so `disambiguated-organization`, which ORCID asks for, is left to whoever enters it.
    """
    with translation.override("en"):
        names = {one.code: one.name_en for one in standings()}
        labels = {one.code: str(one.label) for one in deeds()}
    held = content["member"]
    member = [(names.get(held["standing"], ""), held["from"], held["to"])] if held else []
    done = [
        (f"{labels.get(one['code'], one['code'])}: {one['count']}", one["first"], one["last"])
        for one in content["deeds"]
    ]
    return {
        "membership": [_affiliation(*said, address) for said in member],
        "service": [_affiliation(*said, address) for said in done],
    }


def _affiliation(role, first, last, address):
    return {
        "role-title": role,
        "start-date": _fuzzy(first),
        "end-date": _fuzzy(last),
        "organization": {
            "name": coordinating_office(),
            "address": {"city": city_name("en"), "country": country_code()},
        },
        "url": {"value": address},
    }


def _fuzzy(text):
    on = date.fromisoformat(text)
    said = {"year": f"{on.year}", "month": f"{on.month:02}", "day": f"{on.day:02}"}
    return {name: {"value": value} for name, value in said.items()}
