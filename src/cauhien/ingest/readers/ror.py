"""ROR v2.1: organisations of research, as JSON, JSON lines or the zip of the whole register.

The subdivision that ROR names is wrong for many Vietnamese records and is never read: the
GeoNames id says which city. Some Vietnamese names carry no language or a wrong one.
"""

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import BadLine, NamePrinted, OrganisationRecord

KINDS = {
    "education": "education",
    "healthcare": "healthcare",
    "company": "company",
    "government": "government",
    "archive": "archive",
    "nonprofit": "nonprofit",
    "facility": "research",
    "funder": "funder",
    "other": "other",
}
NAME_KINDS = ("label", "alias", "acronym")
RELATIONS = ("parent", "child", "related", "predecessor", "successor")


def read(raw):
    """Return the OrganisationRecord of one ROR record; BadLine where it has no id or name."""
    ident = values.ror(raw.get("id"))
    if not ident:
        written = values.text(raw.get("id"))
        raise BadLine("bad_value", f"ROR: {written:.40}") if written else BadLine("no_id")
    names = tuple(_names(raw))
    shown = _shown(raw) or next((name.value for name in names), "")
    if not shown:
        raise BadLine("no_title")
    vietnamese, english = _best(names, "vi"), _best(names, "en")
    if not vietnamese and not english:
        english = shown
    location: dict = next(iter(values.objects(raw.get("locations"))), {})
    types = [kind for kind in _list(raw.get("types")) if kind in KINDS]
    return OrganisationRecord(
        key=ident,
        name_vi=vietnamese,
        name_en=english,
        kind=next((KINDS[kind] for kind in KINDS if kind in types), "other"),
        kind_printed=", ".join(types)[:60],
        names=names,
        ror=ident,
        country_code=values.country(values.inside(location, "geonames_details", "country_code")),
        geonames=_whole(location.get("geonames_id")),
        place_stated=values.text(values.inside(location, "geonames_details", "name")),
        website=_website(raw),
        domains=tuple(filter(None, map(values.domain, _list(raw.get("domains"))))),
        established=values.text(raw.get("established")),
        active=raw.get("status") == "active",
        relations=tuple(_relations(raw)),
        source_url=ident,
    )


def _names(raw):
    for name in values.objects(raw.get("names")):
        value = values.text(name.get("value"))[:300]
        kind = next((kind for kind in NAME_KINDS if kind in _list(name.get("types"))), "alias")
        if value:
            yield NamePrinted(value, kind, language(value, values.text(name.get("lang"))))


def language(value, tagged):
    """Return the language of a name: Vietnamese where only it writes so, else as tagged."""
    return "vi" if values.is_vietnamese(value) else tagged[:2]


def _shown(raw):
    names = values.objects(raw.get("names"))
    shown = (n.get("value") for n in names if "ror_display" in _list(n.get("types")))
    return values.text(next(shown, ""))[:300]


def _best(names, wanted):
    """Return the official name in a language, else another one, never a short form.

    A name without a language counts as English if it is in Latin letters without marks.
    """
    fits = [name for name in names if name.kind != "acronym" and _is_in(name, wanted)]
    fits.sort(key=lambda name: (name.kind != "label", not name.language))
    return fits[0].value if fits else ""


def _is_in(name, wanted):
    if name.language:
        return name.language == wanted
    return wanted == "en" and name.value.isascii()


def _relations(raw):
    for relation in values.objects(raw.get("relationships")):
        kind, other = values.text(relation.get("type")).lower(), values.ror(relation.get("id"))
        if kind in RELATIONS and other:
            yield kind, other


def _website(raw):
    links = values.objects(raw.get("links"))
    sites = (values.web(link.get("value"), 300) for link in links if link.get("type") == "website")
    return next(filter(None, sites), "")


def _list(value):
    return value if isinstance(value, list) else []


def _whole(value):
    return value if isinstance(value, int) else None
