"""The one table of what is said of each kind of thing: Fact by Fact, in the order of CERIF."""

from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.facts import Fact, Text, both, shown

ORCID = "orcid"


def _page(kind):
    return Fact(lambda row: page_of(kind, row.code), dc="identifier")


def _constant(value):
    return Fact(lambda row: value, dc="type")


_RIGHTS = Fact(lambda row: row.source and row.source.licence, dc="rights")
_CITED = Fact(lambda row: row.source_url, dc="source")


def _titles(work):
    other = "en" if work.language == "vi" else "vi"
    return [Text(work.title, work.language), Text(work.title_translated, other)]


def _doi(work):
    return work.doi and f"https://doi.org/{work.doi.removeprefix('https://doi.org/')}"


def _orcids(person):
    """Return the iDs that a person gave, on whichever of the rows that are one."""
    rows = [person, *person.person_set.all()]
    known = [one for row in rows for one in row.identifiers.all()]
    certain = {one.value for one in known if one.scheme == ORCID and one.certain}
    return [f"https://orcid.org/{value}" for value in sorted(certain)]


def _bodies(person):
    return [str(shown(one.organisation)) for one in person.involvements.all()]


def _people(project):
    """Return who is named with a project: a person by name, a body as it is called now."""
    lines = project.contributions.all()
    return [str(shown(line.organisation)) if line.organisation else line.raw_name for line in lines]


def _years(project):
    years = [str(year) for year in (project.year_start, project.year_end) if year]
    return "/".join(years)


_WORK = (
    Fact(lambda work: work.kind, dc="type"),
    Fact(lambda work: work.language, dc="language"),
    Fact(_titles, dc="title"),
    Fact(lambda work: work.venue, dc="source"),
    Fact(lambda work: work.published_on or work.year, dc="date"),
    Fact(_doi, dc="identifier"),
    Fact(lambda work: work.url, dc="identifier"),
    Fact(lambda work: [line.raw_name for line in work.authorships.all()], dc="creator"),
    Fact(lambda work: work.licence or (work.source and work.source.licence), dc="rights"),
    Fact(lambda work: [topic["name"] for topic in work.topics], dc="subject"),
    Fact(lambda work: Text(work.abstract, work.language), dc="description"),
)
TABLES = {
    "work": (_page("work"), *_WORK),
    "dataset": (_page("dataset"), *_WORK),
    "person": (
        _page("person"),
        _constant("Person"),
        Fact(lambda person: person.name, dc="title"),
        Fact(_orcids, dc="identifier"),
        Fact(_bodies, dc="relation"),
        _RIGHTS,
    ),
    "organisation": (
        _page("organisation"),
        _constant("Organization"),
        Fact(both("name"), dc="title"),
        Fact(lambda body: [one.value for one in body.names.all()], dc="title"),
        Fact(lambda body: body.ror and f"https://ror.org/{body.ror}", dc="identifier"),
        Fact(lambda body: body.website, dc="identifier"),
        Fact(both("description"), dc="description"),
        Fact(lambda body: body.place and body.place.name_vi, dc="coverage"),
        _CITED,
        _RIGHTS,
    ),
    "project": (
        _page("project"),
        _constant("Project"),
        Fact(both("title"), dc="title"),
        Fact(_years, dc="date"),
        Fact(_people, dc="contributor"),
        Fact(lambda project: project.programme, dc="relation"),
        Fact(both("summary"), dc="description"),
        _CITED,
        _RIGHTS,
    ),
    "equipment": (
        _constant("PhysicalObject"),
        Fact(both("name"), dc="title"),
        Fact(lambda one: str(one.laboratory), dc="relation"),
        Fact(lambda one: page_of("laboratory", one.laboratory.code), dc="relation"),
        Fact(lambda one: one.laboratory.host and str(shown(one.laboratory.host)), dc="publisher"),
        _CITED,
        _RIGHTS,
    ),
    "laboratory": (
        _page("laboratory"),
        _constant("Laboratory"),
        Fact(both("name"), dc="title"),
        Fact(lambda row: str(shown(row.host)) if row.host else row.host_printed, dc="publisher"),
        Fact(both("capabilities"), dc="description"),
        Fact(lambda row: row.address, dc="coverage"),
        _CITED,
        _RIGHTS,
    ),
    "technology": (
        _page("technology"),
        _constant("Technology"),
        Fact(both("name"), dc="title"),
        Fact(lambda row: str(shown(row.owner)) if row.owner else row.owner_printed, dc="publisher"),
        Fact(both("summary"), dc="description"),
        _CITED,
        _RIGHTS,
    ),
    "problem": (
        _page("problem"),
        _constant("Problem"),
        Fact(both("title"), dc="title"),
        Fact(lambda row: str(row.office) if row.office else row.suggested_owner, dc="publisher"),
        Fact(both("description"), dc="description"),
        Fact(lambda row: row.place_text, dc="coverage"),
        Fact(lambda row: row.year, dc="date"),
        _CITED,
        _RIGHTS,
    ),
}
