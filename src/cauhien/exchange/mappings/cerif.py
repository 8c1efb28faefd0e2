"""A thing in CERIF XML, and this site as the one service that the guidelines want named."""

from django.conf import settings
from lxml import etree

from cauhien.core.city import city_name
from cauhien.exchange.mappings.addresses import local_id
from cauhien.exchange.mappings.dublin_core import INSTANCE
from cauhien.exchange.mappings.elements import element
from cauhien.exchange.mappings.facts import Text
from cauhien.exchange.mappings.tables import TABLES
from cauhien.exchange.states import CERIF

COMPATIBILITY = "https://www.openaire.eu/cerif-profile/vocab/OpenAIRE_Service_Compatibility"
ROOTS = {
    "work": "Publication",
    "dataset": "Product",
    "person": "Person",
    "organisation": "OrgUnit",
    "project": "Project",
    "equipment": "Equipment",
}


def cerif(kind, row):
    """Return what is said of a row as the element of its kind."""
    record = _root(ROOTS[kind], local_id(kind, row.code))
    for fact in TABLES[kind]:
        if fact.cerif and (values := fact.values(row)):
            record.extend(fact.cerif(values))
    return record


def service(address):
    """Return this site as a service; address: where harvesters ask."""
    made = _root("Service", "Services/this")
    claim = etree.SubElement(made, f"{{{COMPATIBILITY}}}Compatibility", nsmap={None: COMPATIBILITY})
    claim.text = f"{COMPATIBILITY}#1.2"
    made.extend(
        [
            element("Acronym", "Cầu Hiền"),
            element("Name", Text(f"Cầu Hiền, {city_name('vi')}", "vi")),
            element("Name", Text(f"Cầu Hiền, {city_name('en')}", "en")),
            element("WebsiteURL", f"{settings.SITE_URL}/"),
            element("OAIPMHBaseURL", address),
        ]
    )
    return made


def _root(name, own_id):
    namespaces = {None: CERIF.namespace, "xsi": INSTANCE}
    made = etree.Element(f"{{{CERIF.namespace}}}{name}", {"id": own_id}, nsmap=namespaces)
    made.set(f"{{{INSTANCE}}}schemaLocation", f"{CERIF.namespace} {CERIF.schema}")
    return made
