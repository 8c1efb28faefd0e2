"""What is said of projects, laboratories with their equipment, and technologies."""

from typing import NamedTuple

from cauhien.exchange import rules
from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.elements import body_unit, each, element, named_body, person_unit
from cauhien.exchange.mappings.facts import CITED, RIGHTS, Fact, both, literal, shown
from cauhien.exchange.mappings.nodes import body_node, person_node
from cauhien.exchange.queries.kinds import ANYBODY
from cauhien.network.models import Contribution

Role = Contribution.Role


class Part(NamedTuple):
    """Who did what in a project. years: (first, last), each None where nobody says."""

    name: str
    role: str
    body: object
    person: object
    years: tuple

    def __str__(self):
        return str(self.body or self.name)


def contributors(project):
    years = (project.year_start, project.year_end)
    return [_part(line, years) for line in project.contributions.all()]


def _part(line, years):
    person = shown(line.person)
    given = person if person and rules.is_given(ANYBODY, person) else None
    return Part(line.raw_name, line.role, shown(line.organisation), given, years)


def _consortium(parts):
    """Write host and partners; the years of a project are said of them, for it takes whole days."""
    places = ((Role.HOST, "Coordinator"), (Role.PARTNER, "Partner"))
    links = [
        _dated(named_body(tag, part.name, part.body), part.years)
        for role, tag in places
        for part in parts
        if part.role == role
    ]
    return [element("Consortium", None, *links)] if links else []


def _dated(link, years):
    for name, year in zip(("startDate", "endDate"), years, strict=True):
        if year:
            link.set(name, f"{year:04}")
    return link


def _team(parts):
    leaders = [
        element(
            "PrincipalInvestigator",
            None,
            element("DisplayName", part.name),
            person_unit(part.person),
        )
        for part in parts
        if part.role == Role.LEADER and part.body is None
    ]
    return [element("Team", None, *leaders)] if leaders else []


def _funded(parts):
    funders = [part for part in parts if part.role == Role.FUNDER]
    return [element("Funded", None, named_body("By", one.name, one.body)) for one in funders]


def _member_node(part):
    if part.body or part.role != Role.LEADER:
        return body_node(part.body or part.name)
    return person_node(part.name, part.person)


def _instrument_node(one):
    return {"@type": "Product", "name": [literal(name) for name in both("name")(one) if name.value]}


def _years(project):
    return "/".join(str(year) for year in (project.year_start, project.year_end) if year)


def _host(laboratory):
    return shown(laboratory.host) or laboratory.host_printed


def _owner(technology):
    return shown(technology.owner) or technology.owner_printed


PROJECT = (
    Fact(lambda project: page_of("project", project.code), dc="identifier", schema="url"),
    Fact(lambda project: "Project", dc="type"),
    Fact(both("title"), dc="title", cerif=each("Title"), schema="name"),
    Fact(_years, dc="date"),
    Fact(
        contributors,
        dc="contributor",
        cerif=_consortium,
        schema="member",
        node=_member_node,
    ),
    Fact(contributors, cerif=_team),
    Fact(contributors, cerif=_funded),
    Fact(lambda project: project.programme, dc="relation"),
    Fact(both("summary"), dc="description", cerif=each("Abstract"), schema="description"),
    CITED,
    RIGHTS,
)
EQUIPMENT = (
    Fact(lambda one: "PhysicalObject", dc="type"),
    Fact(both("name"), dc="title", cerif=each("Name")),
    Fact(lambda one: page_of("laboratory", one.laboratory.code), dc="relation"),
    Fact(lambda one: both("name")(one.laboratory), dc="relation", cerif=each("Description")),
    Fact(
        lambda one: shown(one.laboratory.host),
        dc="publisher",
        cerif=lambda hosts: [element("Owner", None, body_unit(host)) for host in hosts],
    ),
    CITED,
    RIGHTS,
)
LABORATORY = (
    Fact(lambda row: page_of("laboratory", row.code), dc="identifier", schema="url"),
    Fact(lambda row: "Laboratory", dc="type"),
    Fact(both("name"), dc="title", schema="name"),
    Fact(_host, dc="publisher", schema="parentOrganization", node=body_node),
    Fact(both("capabilities"), dc="description", schema="description"),
    Fact(lambda row: row.address, dc="coverage", schema="address"),
    Fact(lambda row: list(row.equipment.all()), schema="owns", node=_instrument_node),
    CITED,
    RIGHTS,
)
TECHNOLOGY = (
    Fact(lambda row: page_of("technology", row.code), dc="identifier", schema="url"),
    Fact(lambda row: "Technology", dc="type"),
    Fact(both("name"), dc="title", schema="name"),
    Fact(_owner, dc="publisher", schema="offeredBy", node=body_node),
    Fact(both("summary"), dc="description", schema="description"),
    CITED,
    RIGHTS,
)
