"""Sheets of values to test with, over the units and indicators that the product ships with."""

from django.conf import settings

from cauhien.observatory.actions.loading import load_registers
from cauhien.observatory.actions.taking import difference_of, take_shipped
from tests.factories import NOW

FOLDER = settings.ROOT / "data" / "observatory"
HEADER = (
    "indicator_code,unit_name,year,value,unit_of_measure,definition,source_id,source_title,"
    "source_url,note"
)


def the_registers():
    load_registers(FOLDER, at=NOW, tell=lambda line: None)


def a_sheet(*rows, page="https://example.org/a", header=HEADER):
    """Return the bytes of a sheet. rows: texts "indicator|unit|year|value", and perhaps a title
    (else "Page"), a note, a definition, the code of a data set in place of the title.
    """
    lines = [header]
    for row in rows:
        code, unit, year, value, title, note, definition, edition = [
            *row.split("|"),
            *[""] * (8 - len(row.split("|"))),
        ]
        title = "" if edition else title or "Page"
        lines.append(
            f'{code},{unit},{year},"{value}",,{definition},{edition},{title},'
            f'{"" if edition else page},"{note}"'
        )
    return "\n".join(lines).encode()


def taken(*rows, **options):
    """Take a sheet over as the product does with those it ships with, and return its Load."""
    return take_shipped(name="test.csv", data=a_sheet(*rows, **options), at=NOW)


def drafts(*rows, **options):
    return difference_of(a_sheet(*rows, **options), at=NOW).drafts


def faults(*rows, **options):
    return difference_of(a_sheet(*rows, **options), at=NOW).faults


def flags(*rows, **options):
    """Return the set of traps of the last row."""
    return set(drafts(*rows, **options)[-1].value.flags)
