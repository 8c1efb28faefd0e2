"""A thing in unqualified Dublin Core, as every harvester understands it."""

from lxml import etree

from cauhien.exchange.mappings.elements import LANGUAGE, writable
from cauhien.exchange.mappings.tables import TABLES
from cauhien.exchange.states import DUBLIN_CORE

ELEMENTS = "http://purl.org/dc/elements/1.1/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def dublin_core(kind, row):
    """Return what is said of a row as an element `oai_dc:dc`."""
    names = {"oai_dc": DUBLIN_CORE.namespace, "dc": ELEMENTS, "xsi": INSTANCE}
    record = etree.Element(f"{{{DUBLIN_CORE.namespace}}}dc", nsmap=names)
    record.set(f"{{{INSTANCE}}}schemaLocation", f"{DUBLIN_CORE.namespace} {DUBLIN_CORE.schema}")
    said = set()
    for fact in TABLES[kind]:
        for value in fact.values(row) if fact.dc else ():
            if (fact.dc, str(value)) not in said:
                said.add((fact.dc, str(value)))
                _add(record, fact.dc, value)
    return record


def _add(record, name, value):
    element = etree.SubElement(record, f"{{{ELEMENTS}}}{name}")
    element.text = writable(str(value))
    if language := getattr(value, "language", ""):
        element.set(LANGUAGE, language)
