"""OpenAlex works, in the shape of its API of 2026; older shapes and nulls are borne with.

Snapshots until 2023 have `host_venue` in place of `primary_location`, one affiliation a line, and
the types of Crossref.

The published description promises types that real records break, so nothing is taken for
granted. An author's profile is only a set of works: of it only the id and a name are kept.
"""

from cauhien.ingest.readers import values, works
from cauhien.ingest.readers.records import AuthorPrinted, BadLine, WorkRecord

NOBODY = {"A9999999999", "A5317838346"}  # the null author, and a deleted profile
TYPES_OF_CROSSREF = {
    "journal-article": "article",
    "proceedings-article": "conference-paper",
    "posted-content": "preprint",
}
LANGUAGES = 8
LONGEST_ABSTRACT = 20_000  # words
KINDS = {
    "education": "education",
    "healthcare": "healthcare",
    "company": "company",
    "archive": "archive",
    "nonprofit": "nonprofit",
    "government": "government",
    "facility": "facility",
}


def read(raw):
    """Return the WorkRecord of one work object; BadLine where it has no id or no title."""
    key = short_id(raw.get("id"))
    if not key:
        raise BadLine("no_id")
    if not key.startswith("W"):
        raise BadLine("other_kind", key)
    title = values.needed(
        raw.get("title") or raw.get("display_name"), "no_title", works.LONGEST_TITLE, "title"
    )
    return WorkRecord(
        key=key,
        title=title,
        abstract=abstract(raw.get("abstract_inverted_index")),
        language=values.text(raw.get("language"))[:LANGUAGES],
        kind=_kind(values.clipped(raw.get("type"), 40)),
        year=values.year(raw.get("publication_year")),
        published_on=values.day(raw.get("publication_date")),
        venue=values.clipped(_venue(raw), 400),
        doi=values.doi(raw.get("doi")),
        url=values.web(
            values.inside(raw, "primary_location", "landing_page_url")
            or values.inside(raw, "host_venue", "url")
        ),
        licence="CC0 1.0",
        topics=tuple((short_id(ident), name) for ident, name in works.topics(raw)),
        retracted=raw.get("is_retracted") is True,
        authors=tuple(map(_author, values.objects(raw.get("authorships")))),
    )


def short_id(value):
    """Return "W2741809807" for "https://openalex.org/W2741809807", "" for what is no id."""
    written = values.text(value).rsplit("/", 1)[-1]
    return written if written[:1].isalpha() and written[1:].isdigit() else ""


def abstract(index):
    """Return the text of an inverted index {word: [positions]}; gaps and nulls are left out.

    >>> abstract({"city": [3], "The": [0, 2], None: None})
    'The The city'
    """
    if not isinstance(index, dict):
        return ""
    if isinstance(within := index.get("InvertedIndex"), dict):  # as Microsoft Academic kept it
        index = within
    placed: dict[int, str] = {}
    for word, positions in index.items():
        for at in positions if isinstance(positions, list) else ():
            if isinstance(at, int) and 0 <= at < LONGEST_ABSTRACT:
                placed.setdefault(at, str(word))
    return values.text(" ".join(placed[at] for at in sorted(placed)))[: works.LONGEST_TEXT]


def _kind(written):
    return TYPES_OF_CROSSREF.get(written, written)


def _venue(raw):
    location = raw.get("primary_location")
    return (
        values.inside(location, "source", "display_name")
        or values.inside(location, "raw_source_name")
        or values.inside(raw, "host_venue", "display_name")
    )


def _author(raw):
    author = raw.get("author") if isinstance(raw.get("author"), dict) else {}
    ident = short_id(author.get("id"))
    known = ident.startswith("A") and ident not in NOBODY
    printed = values.orcid(raw.get("raw_orcid"))
    return AuthorPrinted(
        name=values.clipped(raw.get("raw_author_name") or author.get("display_name"), 300),
        scheme="openalex" if known else "",
        value=ident if known else "",
        orcid=(printed or values.orcid(author.get("orcid"))) if known else printed,
        orcid_printed=bool(printed),
        affiliations=works.affiliations(raw),
        institutions=works.institutions(raw, KINDS),
        countries=_countries(raw),
    )


def _countries(raw):
    given = raw.get("countries")
    found = map(values.country, given) if isinstance(given, list) else ()
    return tuple(dict.fromkeys(code for code in found if code))
