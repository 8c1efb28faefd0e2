"""Where the pages of candidates are: each is a subject of an app below."""

from django.urls import reverse

from cauhien.core.subjects import subject
from cauhien.matching.states import Kind


def url_of(kind, code):
    """Return the address of a thing; an enterprise is an organisation."""
    kind = "organisation" if kind == Kind.ENTERPRISE else kind
    return reverse(subject(kind).url_name, kwargs={"code": code})
