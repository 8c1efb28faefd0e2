"""The envelopes of OAI-PMH 2.0: what is answered to a harvester, as XML.

Source: Lagoze, Van de Sompel, Nelson, Warner: The Open Archives Initiative Protocol for Metadata
Harvesting, version 2.0.
"""

import re
from datetime import UTC
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse
from lxml import etree

from cauhien.core.city import city_name, contact_mail
from cauhien.exchange.mappings.addresses import domain, oai_id
from cauhien.exchange.mappings.cerif import cerif, service
from cauhien.exchange.mappings.dublin_core import INSTANCE, dublin_core
from cauhien.exchange.queries import KINDS, SETS
from cauhien.exchange.states import CERIF, DUBLIN_CORE

OAI = "http://www.openarchives.org/OAI/2.0/"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
WRITERS = {DUBLIN_CORE.prefix: dublin_core, CERIF.prefix: cerif}
_DOMAIN_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]*)+")


def written(at):
    """Return a moment as datestamps have it, in UTC and to the second."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def address():
    return settings.SITE_URL + reverse("exchange:oai")


def message(body, *, at, asked):
    """Return a whole answer as bytes. body: elements. asked: the arguments that were understood."""
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": INSTANCE})
    root.set(f"{{{INSTANCE}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    _add(root, "responseDate", written(at))
    _add(root, "request", address(), asked)
    root.extend(body)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def error(fault, sentence):
    return _add(None, "error", str(sentence), {"code": fault.value})


def identity(earliest):
    """Return the answer to Identify. earliest: the first datestamp."""
    answer = _add(None, "Identify")
    _add(answer, "repositoryName", f"Cầu Hiền, {city_name('en')}")
    _add(answer, "baseURL", address())
    _add(answer, "protocolVersion", "2.0")
    _add(answer, "adminEmail", contact_mail() or parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    _add(answer, "earliestDatestamp", written(earliest))
    _add(answer, "deletedRecord", "persistent")
    _add(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    if _DOMAIN_NAME.fullmatch(domain()):
        _add(answer, "description").append(_own_identifiers())
    _add(answer, "description").append(service(address()))
    return answer


def _own_identifiers():
    described = etree.Element(f"{{{IDENTIFIER}}}oai-identifier", nsmap={None: IDENTIFIER})
    described.set(f"{{{INSTANCE}}}schemaLocation", f"{IDENTIFIER} {IDENTIFIER}.xsd")
    for name, value in (
        ("scheme", "oai"),
        ("repositoryIdentifier", domain()),
        ("delimiter", ":"),
        ("sampleIdentifier", oai_id("organisation", "k7d2mq9x")),
    ):
        etree.SubElement(described, f"{{{IDENTIFIER}}}{name}").text = value
    return described


def formats(offered):
    answer = _add(None, "ListMetadataFormats")
    for one in offered:
        said = _add(answer, "metadataFormat")
        _add(said, "metadataPrefix", one.prefix)
        _add(said, "schema", one.schema)
        _add(said, "metadataNamespace", one.namespace)
    return answer


def sets():
    answer = _add(None, "ListSets")
    for spec, name in SETS.items():
        one = _add(answer, "set")
        _add(one, "setSpec", spec)
        _add(one, "setName", name)
    return answer


def header(record, is_there):
    """Return the header of a record; one that is not there is deleted."""
    answer = _add(None, "header", None, {} if is_there else {"status": "deleted"})
    _add(answer, "identifier", oai_id(record.kind, record.code))
    _add(answer, "datestamp", written(record.changed_at))
    _add(answer, "setSpec", KINDS[record.kind].set_spec)
    return answer


def whole(record, row, prefix):
    """Return a record with what is said of its row, None where it is gone."""
    answer = _add(None, "record")
    answer.append(header(record, row is not None))
    if row is not None:
        _add(answer, "metadata").append(WRITERS[prefix](record.kind, row))
    return answer


def listed(verb, entries, token=None):
    """Return a list of headers or records. token: (text, attributes) where it comes in parts."""
    answer = _add(None, verb.value)
    answer.extend(entries)
    if token:
        _add(answer, "resumptionToken", *token)
    return answer


def _add(parent, name, text=None, attributes=None):
    tag = f"{{{OAI}}}{name}"
    element = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
    for key, value in (attributes or {}).items():
        element.set(key, value)
    element.text = text
    return element
