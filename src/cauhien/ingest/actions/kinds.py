"""How records of each kind are taken over: which action writes them, and what it must be told."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from cauhien.challenges.actions import (
    catalogue_challenges,
    challenge_columns,
    index_in_search,
    link_catalogued,
)
from cauhien.challenges.actions.procedures import (
    council_rules_columns,
    fill_in_council_rules,
    procedure_columns,
    take_over_council_rules,
    take_over_procedures,
)
from cauhien.challenges.models import Challenge, CouncilRules, Procedure
from cauhien.core import city
from cauhien.core.events import announce_many
from cauhien.ecosystem.actions.catalogue import body_columns, list_startups, take_over_bodies
from cauhien.ecosystem.actions.catalogue import spread as spread_ecosystem
from cauhien.ecosystem.models import SupportBody
from cauhien.ecosystem.queries.entries import BODY
from cauhien.enterprises.actions.templates import take_over_templates, template_columns
from cauhien.enterprises.models import Template
from cauhien.facilities.actions import (
    follow_hosts,
    give_host,
    laboratory_columns,
    take_over_laboratories,
)
from cauhien.facilities.actions import link_printed as link_printed_host
from cauhien.facilities.actions import spread as spread_laboratories
from cauhien.facilities.models import Laboratory
from cauhien.ingest.actions.hosts import Hosts
from cauhien.ingest.actions.pairs import find_doubtful_persons
from cauhien.ingest.queries.addresses import Addresses
from cauhien.ingest.queries.duplicates import same_organisations
from cauhien.ingest.queries.owners import offices_named
from cauhien.ingest.queries.unresolved import unresolved_cells
from cauhien.ingest.readers.places import formed_from
from cauhien.ingest.readers.records import NamePrinted, OrganisationRecord, digest
from cauhien.network.actions.fields import field_columns, take_over_fields
from cauhien.network.actions.persons import bear_name
from cauhien.network.actions.persons import spread as spread_people
from cauhien.network.actions.projects import (
    follow_holders,
    give_owner,
    host_of,
    project_columns,
    spread_projects,
    spread_technologies,
    take_over_projects,
    take_over_technologies,
    technology_columns,
)
from cauhien.network.actions.projects import give_host as give_project_host
from cauhien.network.actions.projects import link_printed as link_printed_supply
from cauhien.network.actions.works import spread as spread_works
from cauhien.network.actions.works import take_over_works, work_columns
from cauhien.network.models import Person, Project, ResearchField, Technology, Work
from cauhien.organisations.actions.places import (
    link_successions,
    place_columns,
    take_over_places,
)
from cauhien.organisations.actions.register import (
    bear_own_names,
    create_named,
    join_organisations,
    link_relations,
    organisation_columns,
    spread,
    take_over_organisations,
    zone_of_country,
)
from cauhien.organisations.models import Organisation, Place
from cauhien.organisations.states import Zone
from cauhien.park.actions.spreading import spread_parks
from cauhien.park.actions.spreading import spread_projects as spread_park_projects
from cauhien.park.actions.takeover import (
    park_columns,
    put_inside,
    statement_columns,
    take_over_parks,
    take_over_statements,
)
from cauhien.park.actions.takeover import project_columns as park_project_columns
from cauhien.park.actions.takeover import take_over_projects as take_over_park_projects
from cauhien.park.models import InvestmentProject, Park, Statement
from cauhien.policies.actions.spreading import spread as spread_mechanisms
from cauhien.policies.actions.takeover import (
    check_rules,
    fact_columns,
    mechanism_columns,
    take_over_facts,
    take_over_mechanisms,
)
from cauhien.policies.models import Fact, Mechanism
from cauhien.resolution.actions import take_over_tasks, task_columns
from cauhien.resolution.models import Task


class TakeOver:
    """One batch being taken over: its source, the time, and what is read once for all of it."""

    def __init__(self, *, source, at):
        self.source, self.at = source, at

    @cached_property
    def hosts(self):
        return Hosts(source=self.source, at=self.at)

    @cached_property
    def addresses(self):
        return Addresses()

    @property
    def stamp(self):
        return {"source": self.source, "at": self.at}


class Holder(NamedTuple):
    """The organisation that a thing is of. name: of that value, as in `HOLDERS`."""

    name: str
    of: Callable  # row → organisation or None
    give: Callable  # (row, organisation or None)


class Kind(NamedTuple):
    model: Any  # of Django, with source_key and record_sha256
    columns: Any = None  # record → {column: value}, for the difference
    write: Any = None  # ([(record, sha256)], TakeOver) → Taken; None: no file is of this kind
    spread: Callable | None = None  # (rows, at): tells the search and the apps above of a change
    finish: Callable | None = None  # (records, TakeOver), once all rows of the batch are there
    by_hand: tuple[str, ...] = ()  # the columns that a data steward may put right
    by_page: tuple[str, ...] = ()  # the columns that a page of the thing's own app writes
    rename: Callable | None = None  # (row), whose name was put right
    holder: Holder | None = None  # which a data steward may put right as well

    @property
    def correctable(self):
        return {*self.by_hand, *([self.holder.name] if self.holder else [])}


def _organisations(rows, batch):
    return take_over_organisations(rows, **batch.stamp)


def _finish_organisations(records, batch):
    records = list(records)
    link_relations([record for record in records if record.relations])
    _join_same(batch)
    _list_startups(records, batch)


def _list_startups(records, batch):
    """List in the ecosystem the firms that their source calls start-ups."""
    called = {record.key: record for record in records if record.kind_printed == "startup"}
    rows = Organisation.objects.filter(source_key__in=called).select_related("canonical")
    firms = [(called[row.source_key], _shown(row)) for row in rows]
    list_startups([(record, digest(record), firm) for record, firm in firms], **batch.stamp)


def _join_same(batch):
    """Show an organisation once that several files name, and follow with what it holds."""
    join_organisations(same_organisations(), at=batch.at)
    follow_holders(at=batch.at)
    follow_hosts(at=batch.at)


def _spread_organisations(rows, *, at):
    spread(rows, at=at)
    follow_holders(at=at)
    follow_hosts(at=at)


def _places(rows, batch):
    return take_over_places(rows, **batch.stamp)


def _finish_places(records, batch):
    link_successions(formed_from)


def _fields(rows, batch):
    return take_over_fields(rows, **batch.stamp)


def _works(rows, batch):
    _make_institutions([record for record, _ in rows], batch)
    placed = [
        (record, sha256, [_affiliation(author, batch.hosts.register) for author in record.authors])
        for record, sha256 in rows
    ]
    return take_over_works(placed, **batch.stamp)


def _make_institutions(records, batch):
    """Make the organisations that works give with a ROR id and that are not known yet."""
    register = batch.hosts.register
    given = {
        one.ror: one
        for record in records
        for author in record.authors
        for one in author.institutions
        if one.ror and one.ror not in register.by_ror
    }
    if not given:
        return
    named = {
        ror: (
            OrganisationRecord(
                key=ror,
                name_en=one.name,
                kind=one.kind,
                kind_printed=one.kind.replace("other", ""),
                names=(NamePrinted(one.name),),
                ror=ror,
                country_code=one.country_code,
                source_url=ror,
            ),
            None,
        )
        for ror, one in given.items()
    }
    for ror, row in create_named(named, **batch.stamp).items():
        register.add(row, [named[ror][0].name_en])


def _affiliation(author, register):
    """Return (organisation or None, country, zone) of a line of authors."""
    for one in author.institutions:
        if row := register.by_ror.get(one.ror):
            return row, row.country_code or one.country_code, row.zone
    for text in author.affiliations:
        row, zone = register.read(text)
        if zone != Zone.UNKNOWN:
            return row, city.country_code(), zone
    countries = [one.country_code for one in author.institutions] + list(author.countries)
    country = next(filter(None, countries), "")
    return None, country, zone_of_country(country)


def _finish_works(records, batch):
    find_doubtful_persons(at=batch.at)
    _join_same(batch)


def _projects(rows, batch):
    named = [c for record, _ in rows for c in record.contributors if c.role != "leader"]
    countries = {one.name: one.country_code for one in named}
    bodies = batch.hosts.bodies(countries, countries)
    return take_over_projects([(r, sha256, bodies) for r, sha256 in rows], **batch.stamp)


def _technologies(rows, batch):
    bodies = batch.hosts.bodies(_first(record.owner_printed) for record, _ in rows)
    owned = [(r, sha256, bodies.get(_first(r.owner_printed))) for r, sha256 in rows]
    return take_over_technologies(owned, **batch.stamp)


def _laboratories(rows, batch):
    bodies = batch.hosts.bodies(_first(record.host_printed) for record, _ in rows)
    placed = []
    for record, sha256 in rows:
        host = bodies.get(_first(record.host_printed))
        place, zone = batch.addresses.place(record.address)
        if zone == Zone.UNKNOWN and host:
            zone = host.zone
        placed.append((record, sha256, (host, place, zone)))
    return take_over_laboratories(placed, **batch.stamp)


def _first(cell):
    """Return the body that a cell names first: the host or owner, partners follow it."""
    return cell.split(";")[0].strip()


def _look_again(records, batch):
    """Settle what earlier rows left open, now that more bodies are known by their full names."""
    cells = unresolved_cells()
    again = Hosts(source=batch.source, at=batch.at)
    bodies = again.bodies({_first(cell) for cell in cells})
    for cell in cells:
        if row := bodies[_first(cell)]:
            link_printed_supply(cell, row, at=batch.at)
            link_printed_host(cell, row, at=batch.at)
    _join_same(batch)


def _bodies(rows, batch):
    known = [(record, sha256, _known(record.name_vi, batch)) for record, sha256 in rows]
    return take_over_bodies(known, **batch.stamp)


def _spread_bodies(rows, *, at):
    spread_ecosystem(BODY, rows, at=at)


def _parks(rows, batch):
    named = [(record, sha256, _known(record.manager_printed, batch)) for record, sha256 in rows]
    return take_over_parks(named, **batch.stamp)


def _park_projects(rows, batch):
    named = [(record, sha256, _known(record.investor, batch)) for record, sha256 in rows]
    return take_over_park_projects(named, **batch.stamp)


def _known(printed, batch):
    """Return the organisation that a name is in the register for, None where none is; none is made.

    An investor's name is no proof that a body of that name exists.
    """
    return batch.hosts.register.named(printed).organisation if printed else None


def _finish_park_projects(records, batch):
    put_inside(records, at=batch.at)


def _statements(rows, batch):
    return take_over_statements(rows, **batch.stamp)


def _challenges(rows, batch):
    return catalogue_challenges(rows, **batch.stamp)


def _finish_challenges(records, batch):
    link_catalogued([record for record in records if record.related_keys], at=batch.at)


def _council_rules(rows, batch):
    return take_over_council_rules(rows, **batch.stamp)


def _procedures(rows, batch):
    return take_over_procedures(rows, **batch.stamp)


def _finish_procedures(records, batch):
    fill_in_council_rules()


def _tasks(rows, batch):
    offices = offices_named({record.owner_printed for record, _ in rows}, batch.hosts.register)
    owned = [(record, sha256, offices[record.owner_printed]) for record, sha256 in rows]
    return take_over_tasks(owned, **batch.stamp)


def _facts(rows, batch):
    return take_over_facts(rows, **batch.stamp)


def _mechanisms(rows, batch):
    return take_over_mechanisms(rows, **batch.stamp)


def _capability_templates(rows, batch):
    return take_over_templates(rows, **batch.stamp)


def _finish_mechanisms(records, batch):
    check_rules()


def _spread_challenges(rows, *, at):
    index_in_search(rows, at=at)
    codes = [row.code for row in rows]
    announce_many(kind="challenge.changed", subject_kind="challenge", subject_codes=codes, at=at)


def _shown(organisation):
    return organisation and (organisation.canonical or organisation)


KINDS = {
    "organisation": Kind(
        Organisation,
        organisation_columns,
        _organisations,
        _spread_organisations,
        _finish_organisations,
        by_hand=(
            *("name_vi", "name_en", "kind", "topic", "description_vi", "description_en"),
            *("zone", "address", "website", "established", "active"),
        ),
        rename=bear_own_names,
    ),
    "place": Kind(Place, place_columns, _places, finish=_finish_places),
    "research_field": Kind(ResearchField, field_columns, _fields),
    "work": Kind(Work, work_columns, _works, spread_works, _finish_works),
    "person": Kind(Person, spread=spread_people, by_hand=("name", "zone"), rename=bear_name),
    "project": Kind(
        Project,
        project_columns,
        _projects,
        spread_projects,
        _look_again,
        by_hand=(
            *("title_vi", "title_en", "topic", "summary_vi", "summary_en"),
            *("programme", "year_start", "year_end"),
        ),
        holder=Holder("host", host_of, give_project_host),
    ),
    "technology": Kind(
        Technology,
        technology_columns,
        _technologies,
        spread_technologies,
        _look_again,
        by_hand=(
            *("name_vi", "name_en", "kind", "topic", "summary_vi", "summary_en"),
            *("readiness", "intellectual_property"),
        ),
        holder=Holder("owner", lambda row: _shown(row.owner), give_owner),
    ),
    "laboratory": Kind(
        Laboratory,
        laboratory_columns,
        _laboratories,
        spread_laboratories,
        _look_again,
        by_hand=(
            *("name_vi", "name_en", "kind", "topic", "capabilities_vi", "capabilities_en"),
            *("accreditation", "address"),
        ),
        holder=Holder("host", lambda row: _shown(row.host), give_host),
    ),
    "supportbody": Kind(
        SupportBody,
        body_columns,
        _bodies,
        _spread_bodies,
        by_hand=("name_vi", "name_en", "about_vi", "about_en", "kind", "since", "website"),
    ),
    "park": Kind(
        Park,
        park_columns,
        _parks,
        spread_parks,
        by_hand=("name_vi", "name_en", "founded_on", "area_ha"),
    ),
    "investmentproject": Kind(
        InvestmentProject,
        park_project_columns,
        _park_projects,
        spread_park_projects,
        _finish_park_projects,
    ),
    "statement": Kind(Statement, statement_columns, _statements),
    "council_rules": Kind(
        CouncilRules, council_rules_columns, _council_rules, finish=_finish_procedures
    ),
    "procedure": Kind(Procedure, procedure_columns, _procedures, finish=_finish_procedures),
    "task": Kind(Task, task_columns, _tasks),
    "fact": Kind(
        Fact,
        fact_columns,
        _facts,
        finish=_finish_mechanisms,
        by_page=("group", "place", "content"),
    ),
    "mechanism": Kind(
        Mechanism,
        mechanism_columns,
        _mechanisms,
        spread_mechanisms,
        _finish_mechanisms,
        by_page=(
            *("rule", "not_computable", "benefits", "audience", "summary_vi", "summary_en"),
            *("valid_from", "valid_to"),
        ),
    ),
    "capability_template": Kind(Template, template_columns, _capability_templates),
    "challenge": Kind(
        Challenge, challenge_columns, _challenges, _spread_challenges, _finish_challenges
    ),
}
CORRECTABLE = frozenset(word for word, kind in KINDS.items() if kind.by_hand)


def models():
    """Return {word of a kind: its model}."""
    return {word: kind.model for word, kind in KINDS.items()}
