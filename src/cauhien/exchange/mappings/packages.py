"""Open data as tables: which columns, of which type, and how each is read. Nothing personal.

No table holds people (mentors neither), names of authors or leaders, owners, operators and
investors as printed (who may be persons), who registered something, or ways to reach anybody.
Equipment has the columns of UNIQUIP, the schema of the United Kingdom's register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from operator import attrgetter

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from cauhien.core.city import city_name
from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.facts import shown
from cauhien.exchange.mappings.organisations import ror
from cauhien.exchange.queries import GIVEN
from cauhien.network.models import Authorship, Contribution

AT_ONCE = 2000  # rows in memory
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Column:
    """name, type: as a table schema says them. read: takes the row."""

    name: str
    type: str
    read: Callable


@dataclass(frozen=True)
class Table:
    """A file of the package.

    kind: of queries.KINDS or TABLED. key: the column that tells rows apart. read_along: what
    columns read besides the row, and nothing of persons. left_out: columns that none reads.
    """

    kind: str
    title: str
    columns: tuple[Column, ...]
    key: str = "code"
    read_along: tuple[Prefetch, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def label(self):
        return GIVEN[self.kind].label


def plain(*names, type="string"):
    """Return columns that are read as they are called."""
    return tuple(Column(name, type, attrgetter(name)) for name in names)


def _body(name, path):
    """Return a column with the code of an organisation, whatever row it hangs on."""
    return Column(name, "string", lambda row: _code(attrgetter(path)(row)))


def _code(body):
    return shown(body).code if body else ""


def _host(project):
    hosts = (one for one in project.contributions.all() if one.role == Contribution.Role.HOST)
    return _code(next((one.organisation for one in hosts if one.organisation), None))


def _organisations(work):
    bodies = (shown(line.organisation) for line in work.authorships.all() if line.organisation)
    return " ".join(dict.fromkeys(body.code for body in bodies))


def _origin():
    return (
        Column("licence", "string", lambda row: row.source.licence if row.source else ""),
        Column("source_url", "string", attrgetter("source_url")),
    )


def _listed(*names):
    """Return columns of several words, with "; " between them."""
    return tuple(Column(name, "string", partial(_joined, name)) for name in names)


def _moment(name, row):
    at = getattr(row, name)
    return at and at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _joined(name, row):
    return "; ".join(getattr(row, name))


def _page(kind):
    return Column("page", "string", lambda row: page_of(kind, row.code))


def _with_bodies(name, model):
    return Prefetch(name, model.objects.order_by("id").select_related("organisation__canonical"))


_ENTRY = (
    *plain("code", "name_vi", "name_en", "about_vi", "about_en"),
    *_listed("topics", "stages", "helps"),
    *plain("zone", "website"),
    _body("organisation", "organisation"),
)
_ORGANISED = (*_ENTRY, Column("ror", "string", attrgetter("known_ror")))
_LINES = _with_bodies("authorships", Authorship)
_WORK = (
    *plain("code", "title", "title_translated", "language", "kind"),
    *plain("year", type="integer"),
    *plain("venue", "doi", "url", "licence"),
    *plain("retracted", type="boolean"),
    Column("authors", "integer", lambda work: len(work.authorships.all())),
    Column("organisations", "string", _organisations),
)
TABLES = {
    "organisations": Table(
        "organisation",
        "Organisations",
        (
            *plain("code", "name_vi", "name_en", "kind", "topic", "zone", "country_code"),
            Column("ror", "string", ror),
            *plain("website", "established"),
            *plain("active", type="boolean"),
            _page("organisation"),
            *_origin(),
        ),
    ),
    "works": Table(
        "work",
        "Works",
        (*_WORK, _page("work")),
        read_along=(_LINES,),
        left_out=("abstract", "topics"),
    ),
    "data-sets": Table("dataset", "Data sets", (*_WORK, _page("dataset")), read_along=(_LINES,)),
    "projects": Table(
        "project",
        "Projects",
        (
            *plain("code", "title_vi", "title_en", "programme"),
            *plain("year_start", "year_end", type="integer"),
            Column("host", "string", _host),
            *plain("topic"),
            _page("project"),
            *_origin(),
        ),
        read_along=(_with_bodies("contributions", Contribution),),
    ),
    "technologies": Table(
        "technology",
        "Technologies",
        (
            *plain("code", "name_vi", "name_en", "kind", "topic"),
            *plain("readiness", type="integer"),
            _body("owner", "owner"),
            _page("technology"),
            *_origin(),
        ),
    ),
    "laboratories": Table(
        "laboratory",
        "Laboratories",
        (
            *plain("code", "name_vi", "name_en", "kind", "topic", "accreditation", "address"),
            _body("host", "host"),
            _page("laboratory"),
            *_origin(),
        ),
    ),
    "equipment": Table(
        "equipment",
        "Equipment, in the columns of UNIQUIP",
        (
            Column("type", "string", lambda one: "equipment"),
            Column("institutionID", "string", attrgetter("code")),
            Column("name", "string", str),
            Column("description", "string", lambda one: one.laboratory.capabilities_vi),
            # The sources name neither maker nor dates; contacts are never given.
            *(
                Column(name, kind, lambda one: "")
                for name, kind in (
                    ("manufacturer", "string"),
                    ("model", "string"),
                    ("commissionedDate", "date"),
                    ("decommissionedDate", "date"),
                    ("measuredVariables", "string"),
                )
            ),
            Column("subject", "string", attrgetter("laboratory.topic")),
            Column("contactEmail", "string", lambda one: ""),
            Column("managingDepartment", "string", lambda one: str(one.laboratory)),
            _body("organisation", "laboratory.host"),
            *_origin(),
        ),
        key="institutionID",
    ),
    "startups": Table(
        "startup",
        "Start-ups",
        (*_ORGANISED, *plain("founded"), _page("startup"), *_origin()),
    ),
    "support-bodies": Table(
        "supportbody",
        "Who helps start-ups",
        (
            *_ORGANISED,
            *plain("kind", "since"),
            *plain("last_year", type="integer"),
            _page("supportbody"),
            *_origin(),
        ),
    ),
    "rounds-and-events": Table(
        "event",
        "Rounds of applications and events for start-ups",
        (
            *plain("code", "name_vi", "name_en", "about_vi", "about_en", "kind"),
            Column("starts_at", "datetime", partial(_moment, "starts_at")),
            Column("ends_at", "datetime", partial(_moment, "ends_at")),
            Column("body", "string", lambda row: row.body.code if row.body else ""),
            *_listed("topics", "stages"),
            *plain("zone", "website"),
            _page("event"),
            *_origin(),
        ),
    ),
    "investments": Table(
        "investment",
        "Investments in start-ups",
        (
            *plain("code"),
            Column("startup", "string", attrgetter("startup.code")),
            *plain("kind"),
            *plain("on_date", type="date"),
            *plain("amount", type="number"),
            *plain("currency", "qualifier"),
            *plain("source_url"),
        ),
    ),
    "problems": Table(
        "problem",
        "Problems of the city",
        (
            *plain("code", "title_vi", "title_en", "description_vi", "description_en", "topic"),
            *plain("state", "indicator", "unit"),
            *plain("baseline", "target", "measured", type="number"),
            *plain("year", type="integer"),
            Column("office", "string", lambda row: str(row.office or "")),
            _page("problem"),
            *_origin(),
        ),
    ),
}


def lines(table, query=None, at=None):
    """Yield the lines of a table, the names of its columns first.

    query, at: of the address, and when; they narrow what its list on the pages can be narrowed by.
    """
    yield [column.name for column in table.columns]
    kind = GIVEN[table.kind]
    narrowed = getattr(kind, "narrowed", None) if query else None
    rows = narrowed(query, at) if narrowed else kind.rows()
    rows = rows.select_related(*kind.joined).defer(*table.left_out)
    rows = rows.prefetch_related(*table.read_along).order_by("code")
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield [_cell(column, row) for column in table.columns]


def _cell(column, row):
    """Return a value as a table schema reads it; no text can begin a formula of a spreadsheet."""
    value = column.read(row)
    if value is None:
        return ""
    if column.type == "boolean":
        return "true" if value else "false"
    text = str(value)
    is_formula = column.type == "string" and text.startswith(STARTS_A_FORMULA)
    return f"'{text}" if is_formula else text


def descriptor():
    """Return the description of the whole package, after Frictionless Data Package 1."""
    return {
        "profile": "data-package",
        "name": "cau-hien",
        "title": f"Cầu Hiền, {city_name('en')}: open data",
        "homepage": settings.SITE_URL + reverse("exchange:exchange"),
        "resources": [_resource(name, table) for name, table in TABLES.items()],
    }


def _resource(name, table):
    fields = [{"name": column.name, "type": column.type} for column in table.columns]
    return {
        "name": name,
        "title": table.title,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "primaryKey": [table.key]},
    }
