"""What the tests of the ecosystem begin with, read in as files are."""

from cauhien.ecosystem.actions.catalogue import list_startups, take_over_bodies
from cauhien.ingest.readers.records import OrganisationRecord, SupportBodyRecord, digest
from tests.factories import NOW, a_source, an_organisation


def a_body(name="Vườn ươm Sông Hồng", key="HN-S901", **said):
    """Return a support body as a row of a table tells of it."""
    record = SupportBodyRecord(key=key, name_vi=name, **({"kind": "incubator"} | said))
    taken = take_over_bodies([(record, digest(record), None)], source=a_source(), at=NOW)
    return taken.rows[key]


def a_startup(name="Nhựa Tái Sinh", key="HN-E901", **said):
    """Return a start-up as a row of a table of enterprises tells of it."""
    record = OrganisationRecord(key=key, name_vi=name, kind_printed="startup", **said)
    taken = list_startups(
        [(record, digest(record), an_organisation(name))], source=a_source(), at=NOW
    )
    return taken.rows[key]
