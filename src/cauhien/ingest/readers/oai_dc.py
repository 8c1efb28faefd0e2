"""Works as journals give them by OAI-PMH in Dublin Core, one harvested record in a line.

Journals on OJS repeat a title in each language with its tag, name people "family, given", write the
issue behind the journal's name, and put DOI and address side by side. What is withdrawn at its
source never comes here: the harvest lists it apart.
"""

import re

from cauhien.ingest.readers import values, works
from cauhien.ingest.readers.records import AuthorPrinted, WorkRecord

LANGUAGES = {"vie": "vi", "eng": "en", "fra": "fr", "fre": "fr", "rus": "ru"}
# The last word of a type, as info:eu-repo/semantics/article, → our kind.
KINDS = {
    "article": "article",
    "conferencepaper": "conference-paper",
    "conferenceobject": "conference-paper",
    "conference-paper": "conference-paper",
    "preprint": "preprint",
    "review": "review",
    "book": "book",
    "bookpart": "book-chapter",
    "book-chapter": "book-chapter",
    "doctoralthesis": "dissertation",
    "masterthesis": "dissertation",
    "dissertation": "dissertation",
    "report": "report",
    "dataset": "dataset",
}
_LICENCE = re.compile(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)")


def read(raw):
    """Return the WorkRecord of one record; BadLine where it has no identifier or no title."""
    said = raw.get("dc") if isinstance(raw.get("dc"), dict) else {}
    language = _language(_first(said, "language"))
    title, translated = _in_both(said, "title", language)
    dates = _texts(said, "date")
    day = next(filter(None, map(values.day, dates)), "")
    year = next((found[0] for found in map(re.compile(r"\d{4}").match, dates) if found), None)
    return WorkRecord(
        key=values.needed(raw.get("identifier"), "no_id", 200, "identifier"),
        title=values.needed(title, "no_title", works.LONGEST_TITLE, "title"),
        title_translated=values.text(translated, works.LONGEST_TITLE, "title"),
        abstract=values.text(
            _in_both(said, "description", language)[0], works.LONGEST_TEXT, "abstract"
        ),
        language=language,
        kind=_kind(_texts(said, "type")),
        year=values.year(year),
        published_on=day,
        venue=values.clipped(_first(said, "source").split(";")[0], 400),
        doi=next(filter(None, map(values.doi, _texts(said, "identifier"))), ""),
        url=_address(_texts(said, "identifier")),
        licence=_licence(_texts(said, "rights")),
        topics=tuple(("", name[:200]) for name in dict.fromkeys(_texts(said, "subject"))),
        authors=tuple(AuthorPrinted(values.clipped(name, 300)) for name in _texts(said, "creator")),
    )


def _texts(said, name):
    found = (values.text(one.get("value")) for one in values.objects(said.get(name)))
    return [one for one in found if one]


def _first(said, name):
    return next(iter(_texts(said, name)), "")


def _language(written):
    """Return "vi" for "vie", "vi" and "vi-VN"."""
    word = written.lower().replace("_", "-").split("-")[0]
    return LANGUAGES.get(word, word if len(word) == 2 else "")


def _in_both(said, name, language):
    """Return (text in the work's own language, text in another); an untagged one comes first."""
    tagged = [
        (values.text(one.get("value")), _language(values.text(one.get("lang"))))
        for one in values.objects(said.get(name))
        if values.text(one.get("value"))
    ]
    own = next((text for text, tag in tagged if tag == language), None)
    own = own or next((text for text, _ in tagged), "")
    other = next((text for text, tag in tagged if text != own and tag and tag != language), "")
    return own, other


def _kind(types):
    last = (re.split(r"[/#]", one)[-1].lower() for one in types)
    return next((KINDS[one] for one in last if one in KINDS), "")


def _address(identifiers):
    addresses = (values.web(one) for one in identifiers if "doi.org/" not in one)
    return next(filter(None, addresses), "")


def _licence(rights):
    for one in rights:
        if found := _LICENCE.search(one):
            return f"CC {found[1].upper()} {found[2]}"
    return values.clipped(next(iter(rights), ""), 40)
