"""How people and works are written on pages."""

from django import template
from django.utils.html import format_html

from cauhien.network.states import WorkKind
from cauhien.ui.templatetags import ui

register = template.Library()

# Where an identifier leads to, and what people call its scheme.
SCHEMES = {
    "orcid": ("ORCID", "https://orcid.org/{}"),
    "openalex": ("OpenAlex", "https://openalex.org/{}"),
    "acl": ("ACL Anthology", "https://aclanthology.org/people/{}/"),
}


@register.filter
def work_kind(work):
    return WorkKind(work.kind).label if work.kind in WorkKind else work.kind


@register.simple_tag
def work_title(work):
    """The title of a work in the language of the work."""
    return ui.lang_span(work.title, work.language)


@register.filter
def other_language(language):
    return "en" if language == "vi" else "vi"


@register.simple_tag
def identifier(row):
    """An identifier as a link to where it comes from."""
    label, pattern = SCHEMES.get(row.scheme, (row.scheme, ""))
    value = row.value.rsplit("/", 1)[-1]
    if row.scheme == "acl":
        value = value.removeprefix("acl:")
    if not pattern:
        return f"{label}: {value}"
    address = pattern.format(value)
    return format_html('{}: <a href="{}" rel="external">{}</a>', label, address, value)


@register.filter
def doi_address(doi):
    return doi if doi.startswith("http") else f"https://doi.org/{doi}"


@register.filter
def bare_doi(doi):
    return doi.removeprefix("https://doi.org/")


@register.filter
def span_of_years(row):
    """The years of something with `first` and `last`, or first_year and last_year."""
    first = getattr(row, "first", None) or getattr(row, "first_year", None)
    last = getattr(row, "last", None) or getattr(row, "last_year", None)
    if not first or first == last:
        return str(first or last or "")
    return f"{first}–{last or ''}"
