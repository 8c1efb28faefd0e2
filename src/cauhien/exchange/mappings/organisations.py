"""What is said of organisations."""

from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.elements import body_unit, each, element, first
from cauhien.exchange.mappings.facts import CITED, RIGHTS, Fact, Text, both, shown
from cauhien.exchange.mappings.nodes import body_node
from cauhien.organisations.models import OrganisationName
from cauhien.organisations.states import RelationKind


def names(body):
    """Return the names of an organisation, each once and with its language where that is known."""
    known = {name.value: name for name in both("name")(body) if name.value}
    for one in body.names.all():
        if one.kind != OrganisationName.Kind.ACRONYM:
            known.setdefault(one.value, Text(one.value, one.language))
    return list(known.values())


def acronyms(body):
    return [one.value for one in body.names.all() if one.kind == OrganisationName.Kind.ACRONYM]


def ror(body):
    return body.ror  # the whole address, as the register of ROR writes its ids


def parents(body):
    """Return what an organisation is part of, as its own relations say."""
    lines = [one for one in body.relations.all() if one.kind == RelationKind.PARENT]
    found = [shown(one.other) for one in lines if one.valid_to is None]
    return list({other.pk: other for other in found if other.pk != body.pk}.values())


ORGANISATION = (
    Fact(lambda body: page_of("organisation", body.code), dc="identifier", schema="url"),
    Fact(lambda body: "Organization", dc="type"),
    Fact(acronyms, dc="title", cerif=first("Acronym"), schema="alternateName"),
    Fact(names, dc="title", cerif=each("Name"), schema="name"),
    Fact(ror, dc="identifier", cerif=first("RORID"), schema="sameAs"),
    Fact(
        lambda body: body.website,
        dc="identifier",
        cerif=first("ElectronicAddress"),
        schema="sameAs",
    ),
    Fact(
        parents,
        dc="relation",
        cerif=lambda found: [element("PartOf", None, body_unit(other)) for other in found],
        schema="parentOrganization",
        node=body_node,
    ),
    Fact(both("description"), dc="description", schema="description"),
    Fact(lambda body: body.place and body.place.name_vi, dc="coverage"),
    CITED,
    RIGHTS,
)
