"""Typed links of the page of a thing, by which programs find their way without reading the page.

Source: Van de Sompel, Klein, Jones, Nelson: Signposting the scholarly web (signposting.org), with
its FAIR profile.
"""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from cauhien.exchange.mappings.addresses import oai_id, page_of
from cauhien.exchange.mappings.citations import FORMS
from cauhien.exchange.mappings.protocol import address
from cauhien.exchange.mappings.schema_org import CONTEXT
from cauhien.exchange.states import FORMATS, Verb

DOI = "https://doi.org/"
WORKS = ("work", "dataset")
LANDING = f"{CONTEXT}AboutPage"


def signposts(kind, row, said):
    """Return [(relation, address, media type)] of a row that is given out. said: its JSON-LD."""
    known = said.get("sameAs", [])
    same = [known] if isinstance(known, str) else known
    cited = next((one for one in same if one.startswith(DOI)), page_of(kind, row.code))
    return [
        ("cite-as", cited, ""),
        *(("type", name, "") for name in (LANDING, f"{CONTEXT}{said['@type']}")),
        *(("author", one["@id"], "text/html") for one in _nodes(said) if "@id" in one),
        *(("license", one, "") for one in [said.get("license")] if one),
        *(("describedby", _record(kind, row, one), "application/xml") for one in _forms(kind)),
        *(("describedby", *one) for one in _references(kind, row)),
    ]


def _nodes(said):
    """Return those who made it, as JSON-LD names them: one, several, or none."""
    named = said.get("author") or said.get("creator") or []
    return named if isinstance(named, list) else [named]


def _forms(kind):
    return [one.prefix for one in FORMATS.values() if one.gives(kind)]


def _references(kind, row):
    """Return [(address, media type)] of a work in the forms for programs for references."""
    forms = FORMS if kind in WORKS else {}
    for name, form in forms.items():
        yield settings.SITE_URL + reverse("exchange:cite", args=[row.code, name]), form.content_type


def _record(kind, row, prefix):
    asked = {"verb": Verb.RECORD, "metadataPrefix": prefix, "identifier": oai_id(kind, row.code)}
    return f"{address()}?{urlencode(asked)}"
