"""A thing in the words of schema.org, as its page carries it for search engines."""

from django.db.models import prefetch_related_objects

from cauhien.exchange.mappings.tables import TABLES
from cauhien.exchange.queries import KINDS
from cauhien.network.states import WorkKind
from cauhien.organisations.states import OrganisationKind

CONTEXT = "https://schema.org/"
TYPES = {
    "dataset": "Dataset",
    "person": "Person",
    "project": "ResearchProject",
    "laboratory": "ResearchOrganization",
    "technology": "Offer",
    "problem": "Demand",
}
WORKS: dict[str, str] = {
    WorkKind.BOOK: "Book",
    WorkKind.BOOK_CHAPTER: "Chapter",
    WorkKind.DISSERTATION: "Thesis",
    WorkKind.REPORT: "Report",
}
ORGANISATIONS: dict[str, str] = {
    OrganisationKind.EDUCATION: "EducationalOrganization",
    OrganisationKind.RESEARCH: "ResearchOrganization",
    OrganisationKind.GOVERNMENT: "GovernmentOrganization",
    OrganisationKind.HEALTHCARE: "MedicalOrganization",
    OrganisationKind.COMPANY: "Corporation",
    OrganisationKind.FUNDER: "FundingAgency",
    OrganisationKind.NONPROFIT: "NGO",
}


def schema_org(kind, row):
    """Return a row as JSON-LD; None where it is not given out."""
    if not KINDS[kind].is_given(row):
        return None
    prefetch_related_objects([row], *KINDS[kind].read_on_page)
    return described(_type(kind, row), TABLES[kind], row)


def described(type_, facts, row):
    """Return what the facts say of a row as JSON-LD."""
    said = {"@context": CONTEXT, "@type": type_}
    for fact in facts:
        values = fact.values(row) if fact.schema else []
        if values:
            _add(said, fact.schema, [fact.node(value) for value in values])
    return said


def _add(said, name, nodes):
    """Put nodes under a name; one alone is written without a list."""
    known = said.get(name, [])
    together = [*(known if isinstance(known, list) else [known]), *nodes]
    said[name] = together[0] if len(together) == 1 else together


def _type(kind, row):
    if kind == "work":
        return WORKS.get(row.kind, "ScholarlyArticle")
    if kind == "organisation":
        return ORGANISATIONS.get(row.kind, "Organization")
    return TYPES[kind]
