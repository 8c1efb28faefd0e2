"""How a thing is named to the world: the address of its page and its identifier."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from cauhien.exchange.queries import KINDS

PAGES = {
    "work": "network:work",
    "dataset": "network:work",
    "person": "network:person",
    "organisation": "organisations:detail",
    "project": "network:project",
    "laboratory": "facilities:laboratory",
    "technology": "network:technology",
    "problem": "challenges:detail",
    "startup": "ecosystem:startup",
    "supportbody": "ecosystem:body",
    "event": "ecosystem:event",
    "mentor": "ecosystem:mentor",
    "indicator": "observatory:indicator",
    "value": "observatory:value",
    "figure_source": "observatory:source",
    "unit": "observatory:unit",
    "frame": "observatory:frame",
}


def page_of(kind, code):
    """Return the whole address of a page."""
    return settings.SITE_URL + reverse(PAGES[kind], args=[code])


def local_id(kind, code):
    """Return "Publications/k7d2mq9x", unique here over all kinds."""
    return f"{KINDS[kind].collection}/{code}"


def domain():
    """Return the name of this site inside identifiers."""
    return urlsplit(settings.SITE_URL).hostname


def oai_id(kind, code):
    return f"oai:{domain()}:{local_id(kind, code)}"


def local_of(identifier):
    """Return the part of an identifier that is ours, "" where it is of another site."""
    start = f"oai:{domain()}:"
    return identifier.removeprefix(start) if identifier.startswith(start) else ""
