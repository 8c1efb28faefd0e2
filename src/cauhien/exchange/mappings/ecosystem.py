"""What the pages of the start-up ecosystem say in schema.org; no set of OAI-PMH holds them.

Of a mentor the page alone speaks, as they agreed: no table and no feed does.
"""

from cauhien.ecosystem.states import BodyKind, EntryKind
from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.facts import Fact, both
from cauhien.exchange.mappings.nodes import body_node
from cauhien.exchange.mappings.schema_org import described

BODIES = {
    BodyKind.FUND: "FundingAgency",
    BodyKind.PROGRAMME: "Project",
    BodyKind.COMPETITION: "EventSeries",
    BodyKind.FESTIVAL: "EventSeries",
}


def ecosystem_in_schema_org(kind, row):
    """Return an entry of the ecosystem as JSON-LD."""
    type_of, facts = ENTRIES[kind]
    return described(type_of(row), facts, row)


def _always(type_):
    return lambda row: type_


def _page(kind):
    return Fact(lambda row: page_of(kind, row.code), schema="url")


def _instant(name):
    def read(row):
        at = getattr(row, name)
        return at and at.isoformat()

    return Fact(read, schema={"starts_at": "startDate", "ends_at": "endDate"}[name])


def _organiser(event):
    body = event.body if event.body and event.body.removed_at is None else None
    return body or event.operator_printed


def _organiser_node(organiser):
    if isinstance(organiser, str):
        return body_node(organiser)
    page = page_of("supportbody", organiser.code)
    return {"@type": "Organization", "@id": page, "name": str(organiser), "url": page}


_NAMED = (Fact(both("name"), schema="name"), Fact(both("about"), schema="description"))
_WEBSITE = Fact(lambda row: row.website, schema="sameAs")
_ORGANISED = (
    *_NAMED,
    Fact(lambda row: row.known_ror, schema="sameAs"),
    _WEBSITE,
)
ENTRIES = {
    EntryKind.STARTUP: (
        _always("Organization"),
        (
            _page("startup"),
            *_ORGANISED,
            Fact(lambda row: row.founded, schema="foundingDate"),
        ),
    ),
    EntryKind.BODY: (
        lambda row: BODIES.get(row.kind, "Organization"),
        (_page("supportbody"), *_ORGANISED),
    ),
    EntryKind.EVENT: (
        _always("Event"),
        (
            _page("event"),
            *_NAMED,
            _instant("starts_at"),
            _instant("ends_at"),
            Fact(lambda row: row.place_text, schema="location"),
            Fact(_organiser, schema="organizer", node=_organiser_node),
            _WEBSITE,
        ),
    ),
    EntryKind.MENTOR: (
        _always("Person"),
        (
            _page("mentor"),
            Fact(lambda row: row.name_vi, schema="name"),
            Fact(lambda row: row.orcid and f"https://orcid.org/{row.orcid}", schema="sameAs"),
            _WEBSITE,
        ),
    ),
}
