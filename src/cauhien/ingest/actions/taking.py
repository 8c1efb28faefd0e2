"""A batch taken over: what each kind of record must be told, and what follows at its end."""

from functools import cached_property

from cauhien.challenges.actions import index_in_search, link_catalogued
from cauhien.challenges.actions.procedures import fill_in_council_rules
from cauhien.core import city
from cauhien.core.events import announce_many
from cauhien.ecosystem.actions.catalogue import list_startups, take_over_bodies
from cauhien.ecosystem.actions.catalogue import spread as spread_ecosystem
from cauhien.ecosystem.queries.entries import BODY
from cauhien.facilities.actions import follow_hosts, take_over_laboratories
from cauhien.facilities.actions import link_printed as link_printed_host
from cauhien.ingest.actions.hosts import Hosts
from cauhien.ingest.actions.pairs import find_doubtful_persons
from cauhien.ingest.queries.addresses import Addresses
from cauhien.ingest.queries.duplicates import same_organisations
from cauhien.ingest.queries.owners import offices_named
from cauhien.ingest.queries.unresolved import unresolved_cells
from cauhien.ingest.readers.places import formed_from
from cauhien.ingest.readers.records import NamePrinted, OrganisationRecord, digest
from cauhien.network.actions.projects import (
    follow_holders,
    take_over_projects,
    take_over_technologies,
)
from cauhien.network.actions.projects import link_printed as link_printed_supply
from cauhien.network.actions.works import take_over_works
from cauhien.organisations.actions.places import link_successions
from cauhien.organisations.actions.register import (
    create_named,
    join_organisations,
    link_relations,
    spread,
    zone_of_country,
)
from cauhien.organisations.models import Organisation
from cauhien.organisations.states import Zone
from cauhien.park.actions.takeover import put_inside, take_over_parks
from cauhien.park.actions.takeover import take_over_projects as take_over_park_projects
from cauhien.policies.actions.takeover import check_rules
from cauhien.resolution.actions import take_over_tasks


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


def finish_organisations(records, batch):
    records = list(records)
    link_relations([record for record in records if record.relations])
    _join_same(batch)
    _list_startups(records, batch)


def _list_startups(records, batch):
    """List in the ecosystem the firms that their source calls start-ups."""
    called = {record.key: record for record in records if record.kind_printed == "startup"}
    rows = Organisation.objects.filter(source_key__in=called).select_related("canonical")
    firms = [(called[row.source_key], shown(row)) for row in rows]
    list_startups([(record, digest(record), firm) for record, firm in firms], **batch.stamp)


def _join_same(batch):
    """Show an organisation once that several files name, and follow with what it holds."""
    join_organisations(same_organisations(), at=batch.at)
    follow_holders(at=batch.at)
    follow_hosts(at=batch.at)


def spread_organisations(rows, *, at):
    spread(rows, at=at)
    follow_holders(at=at)
    follow_hosts(at=at)


def finish_places(records, batch):
    link_successions(formed_from)


def take_works(rows, batch):
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


def finish_works(records, batch):
    find_doubtful_persons(at=batch.at)
    _join_same(batch)


def take_projects(rows, batch):
    named = [c for record, _ in rows for c in record.contributors if c.role != "leader"]
    countries = {one.name: one.country_code for one in named}
    bodies = batch.hosts.bodies(countries, countries)
    return take_over_projects([(r, sha256, bodies) for r, sha256 in rows], **batch.stamp)


def take_technologies(rows, batch):
    bodies = batch.hosts.bodies(_first(record.owner_printed) for record, _ in rows)
    owned = [(r, sha256, bodies.get(_first(r.owner_printed))) for r, sha256 in rows]
    return take_over_technologies(owned, **batch.stamp)


def take_laboratories(rows, batch):
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


def look_again(records, batch):
    """Settle what earlier rows left open, now that more bodies are known by their full names."""
    cells = unresolved_cells()
    again = Hosts(source=batch.source, at=batch.at)
    bodies = again.bodies({_first(cell) for cell in cells})
    for cell in cells:
        if row := bodies[_first(cell)]:
            link_printed_supply(cell, row, at=batch.at)
            link_printed_host(cell, row, at=batch.at)
    _join_same(batch)


def take_bodies(rows, batch):
    known = [(record, sha256, _known(record.name_vi, batch)) for record, sha256 in rows]
    return take_over_bodies(known, **batch.stamp)


def spread_bodies(rows, *, at):
    spread_ecosystem(BODY, rows, at=at)


def take_parks(rows, batch):
    named = [(record, sha256, _known(record.manager_printed, batch)) for record, sha256 in rows]
    return take_over_parks(named, **batch.stamp)


def take_park_projects(rows, batch):
    named = [(record, sha256, _known(record.investor, batch)) for record, sha256 in rows]
    return take_over_park_projects(named, **batch.stamp)


def _known(printed, batch):
    """Return the organisation that a name is in the register for, None where none is; none is made.

    An investor's name is no proof that a body of that name exists.
    """
    return batch.hosts.register.named(printed).organisation if printed else None


def finish_park_projects(records, batch):
    put_inside(records, at=batch.at)


def finish_challenges(records, batch):
    link_catalogued([record for record in records if record.related_keys], at=batch.at)


def finish_procedures(records, batch):
    fill_in_council_rules()


def take_tasks(rows, batch):
    offices = offices_named({record.owner_printed for record, _ in rows}, batch.hosts.register)
    owned = [(record, sha256, offices[record.owner_printed]) for record, sha256 in rows]
    return take_over_tasks(owned, **batch.stamp)


def finish_mechanisms(records, batch):
    check_rules()


def spread_challenges(rows, *, at):
    index_in_search(rows, at=at)
    codes = [row.code for row in rows]
    announce_many(kind="challenge.changed", subject_kind="challenge", subject_codes=codes, at=at)


def shown(organisation):
    return organisation and (organisation.canonical or organisation)
