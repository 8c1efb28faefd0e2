"""What may be taken from here as a catalogue in DCAT 3, for the open data portals of others."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.core.city import city_name
from cauhien.exchange.mappings import packages, protocol

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
MEDIA = "https://www.iana.org/assignments/media-types/"
LANGUAGES = ("vi", "en")


def catalogue():
    """Return the catalogue as JSON-LD: a data set for each table, and OAI-PMH as a service."""
    return {
        "@context": CONTEXT,
        "@id": _site("catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _both(lambda language: f"Cầu Hiền, {city_name(language)}"),
        "dct:description": _both(
            lambda _language: _(
                "What everybody may read here, libraries, repositories and research information"
                " systems may take in forms that they know, without an account."
            )
        ),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": f"Cầu Hiền, {city_name('vi')}"},
        "foaf:homepage": {"@id": _site("exchange")},
        "dcat:dataset": [_dataset(*one) for one in packages.TABLES.items()],
        "dcat:service": {
            "@id": protocol.address(),
            "@type": "dcat:DataService",
            "dct:title": "OAI-PMH 2.0",
            "dct:conformsTo": {"@id": protocol.OAI},
            "dcat:endpointURL": {"@id": protocol.address()},
        },
    }


def _dataset(name, table):
    file = _site("table", name)
    return {
        "@id": f"{file}#data",
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": _both(lambda _language: str(table.label)),
        "dct:rights": _both(
            lambda _language: _(
                "Each record names the licence of its source; whoever takes it is bound by that."
            )
        ),
        "dcat:landingPage": {"@id": _site("exchange")},
        "dcat:distribution": {
            "@id": file,
            "@type": "dcat:Distribution",
            "dcat:downloadURL": {"@id": file},
            "dcat:mediaType": {"@id": f"{MEDIA}text/csv"},
            "dct:conformsTo": {"@id": _site("package")},
        },
    }


def _both(say):
    """Return a text in both languages. say: a language, which is active meanwhile → the text."""
    said = []
    for language in LANGUAGES:
        with override(language):
            said.append({"@value": say(language), "@language": language})
    return said


def _site(view, *arguments):
    return settings.SITE_URL + reverse(f"exchange:{view}", args=arguments)
