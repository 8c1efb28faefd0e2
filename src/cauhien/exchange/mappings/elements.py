"""Elements of CERIF XML, after the OpenAIRE Guidelines for CRIS Managers 1.2.

Facts stand in the tables in the order in which the schema wants their elements.
"""

import re

from lxml import etree

from cauhien.exchange.mappings.addresses import local_id
from cauhien.exchange.mappings.facts import both, licence_uri, shown
from cauhien.exchange.states import CERIF

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LICENCES = "https://spdx.org/licenses/"
COAR = "http://purl.org/coar/resource_type/"
# What XML cannot hold, whatever a source prints.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text):
    """Return a text without the signs that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def element(name, text=None, *children, **attributes):
    made = etree.Element(f"{{{CERIF.namespace}}}{name}", attributes)
    made.text = writable(str(text)) if text is not None else None
    if language := getattr(text, "language", ""):
        made.set(LANGUAGE, language)
    made.extend(children)
    return made


def each(name):
    """Return how to write every value as an element of its own."""
    return lambda values: [element(name, value) for value in values]


def first(name):
    """Return how to write one value where the schema takes but one."""
    return lambda values: [element(name, value) for value in values[:1]]


def within(name, write):
    """Return how to write all values inside one element; write: a value → its element."""
    return lambda values: [element(name, None, *map(write, values))] if values else []


def coar_type(vocabulary, types, otherwise):
    """Return how to write the kind of a work as a type of COAR; types: {kind: its code}."""
    namespace = f"https://www.openaire.eu/cerif-profile/vocab/{vocabulary}"

    def write(values):
        made = etree.Element(f"{{{namespace}}}Type", nsmap={None: namespace})
        made.text = COAR + types.get(values[0], otherwise)
        return [made]

    return write


def licences(values):
    """Write the licences that have an address."""
    known = filter(None, map(licence_uri, values))
    return [element("License", uri, scheme=LICENCES) for uri in known]


def body_unit(body):
    """Return an organisation as another record names it."""
    body = shown(body)
    names = [element("Name", name) for name in both("name")(body) if name.value]
    return element("OrgUnit", None, *names, id=local_id("organisation", body.code))


def named_body(tag, printed, body):
    """Return a link to an organisation, known or only as it is printed."""
    if body:
        return element(tag, None, body_unit(body))
    return element(tag, None, element("DisplayName", printed), element("OrgUnit"))


def person_name(person):
    """Return the name of a person in its parts, or whole where nobody knows them."""
    parts = next((one for one in person.names.all() if one.written == person.name), None)
    if parts is None or not parts.family:
        return element("PersonName", None, element("OtherNames", person.name))
    given = [element("FirstNames", parts.given)] if parts.given else []
    return element("PersonName", None, element("FamilyNames", parts.family), *given)


def person_unit(person):
    """Return a person as another record names them; None: only the printed name is known."""
    if person is None:
        return element("Person")
    return element("Person", None, person_name(person), id=local_id("person", person.code))
