"""The project's own JSON lines of works: OpenAlex's field names, plain abstracts, prefixed ids."""

from cauhien.ingest.readers import values
from cauhien.ingest.readers.records import AuthorPrinted, InstitutionPrinted, WorkRecord

LONGEST_TITLE, LONGEST_TEXT = 4000, 60_000
# A name is no identifier: people who share it would become one.
IDENTIFIERS = ("acl", "orcid", "openalex")


def read(raw):
    """Return the WorkRecord of one line; BadLine where it has no id or no title."""
    return WorkRecord(
        key=values.needed(raw.get("id"), "no_id", 200, "id"),
        title=values.needed(raw.get("title"), "no_title", LONGEST_TITLE, "title"),
        abstract=values.text(raw.get("abstract"), LONGEST_TEXT, "abstract"),
        language=values.text(raw.get("language"))[:8],
        kind=values.clipped(raw.get("type"), 40),
        year=values.year(raw.get("publication_year")),
        venue=values.clipped(values.inside(raw, "source", "display_name"), 400),
        doi=values.doi(raw.get("doi")),
        url=values.web(raw.get("url")),
        licence=values.clipped(raw.get("license"), 40),
        topics=topics(raw),
        authors=tuple(map(_author, values.objects(raw.get("authorships")))),
    )


def topics(raw):
    found = [(values.text(t.get("id")), values.text(t.get("display_name"))) for t in _topics(raw)]
    return tuple(dict.fromkeys(topic for topic in found if topic[1]))


def _topics(raw):
    return values.objects(raw.get("topics"))


def _author(raw):
    author = raw.get("author") if isinstance(raw.get("author"), dict) else {}
    scheme, _, value = values.text(author.get("id")).partition(":")
    known = scheme in IDENTIFIERS and value
    orcid = values.orcid(author.get("orcid"))
    return AuthorPrinted(
        name=values.clipped(author.get("display_name"), 300),
        scheme=scheme if known else "",
        value=value[:100] if known else "",
        orcid=orcid,
        orcid_printed=bool(orcid),  # these sources print what the author gave
        affiliations=affiliations(raw),
        institutions=institutions(raw),
    )


def affiliations(raw):
    given = raw.get("raw_affiliation_strings")
    given = given if isinstance(given, list) else [raw.get("raw_affiliation_string")]
    printed = map(values.text, given)
    return tuple(dict.fromkeys(part[:1000] for part in printed if part))


def institutions(raw, kinds=None):
    return tuple(
        InstitutionPrinted(
            name=values.clipped(part.get("display_name"), 300),
            ror=values.ror(part.get("ror")),
            country_code=values.country(part.get("country_code")),
            kind=(kinds or {}).get(values.text(part.get("type")), "other"),
        )
        for part in values.objects(raw.get("institutions"))
        if part.get("display_name")
    )
