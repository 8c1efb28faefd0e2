"""What is said of works and data sets."""

import re
from typing import NamedTuple

from cauhien.exchange import rules
from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.elements import (
    body_unit,
    coar_type,
    each,
    element,
    first,
    licences,
    person_unit,
    within,
)
from cauhien.exchange.mappings.facts import Fact, Text, licence_uri, shown
from cauhien.exchange.mappings.nodes import body_node, person_node
from cauhien.exchange.queries.kinds import ANYBODY
from cauhien.network.states import WorkKind

PUBLICATIONS, PRODUCTS = "COAR_Publication_Types", "COAR_Product_Types"
TEXT, DATASET, PROCEEDINGS, JOURNAL = "c_18cf", "c_ddb1", "c_f744", "c_0640"
# What each kind of work is in the vocabulary of COAR; another kind is a text.
TYPES: dict[str, str] = {
    WorkKind.ARTICLE: "c_6501",
    WorkKind.CONFERENCE_PAPER: "c_5794",
    WorkKind.PREPRINT: "c_816b",
    WorkKind.REVIEW: "c_dcae04bc",
    WorkKind.BOOK: "c_2f33",
    WorkKind.BOOK_CHAPTER: "c_3248",
    WorkKind.DISSERTATION: "c_46ec",
    WorkKind.REPORT: "c_93fc",
    WorkKind.EDITORIAL: "c_b239",
    WorkKind.LETTER: "c_0857",
    WorkKind.ERRATUM: "c_7acd",
}
VENUES: dict[str, str] = {
    WorkKind.ARTICLE: JOURNAL,
    WorkKind.REVIEW: JOURNAL,
    WorkKind.EDITORIAL: JOURNAL,
    WorkKind.LETTER: JOURNAL,
    WorkKind.CONFERENCE_PAPER: PROCEEDINGS,
}
_DOI = re.compile(r"10\.\d{4,}(\.\d+)*/\S+")


class Author(NamedTuple):
    """A line of authors. person: who may be named, None: the printed name alone."""

    name: str
    person: object
    body: object
    affiliations: list

    def __str__(self):
        return self.name


class Venue(NamedTuple):
    """Where a work appeared, and what that is in the vocabulary of COAR."""

    name: str
    type: str

    def __str__(self):
        return self.name


def authors(work):
    return [_author(line) for line in work.authorships.all()]


def _author(line):
    person = shown(line.person)
    given = person if person and rules.is_given(ANYBODY, person) else None
    return Author(line.raw_name, given, shown(line.organisation), line.raw_affiliations)


def titles(work):
    other = "en" if work.language == "vi" else "vi"
    return [Text(work.title, work.language), Text(work.title_translated, other)]


def doi(work):
    return work.doi.removeprefix("https://doi.org/")


def _doi_link(work):
    return work.doi and f"https://doi.org/{doi(work)}"


def _venue(work):
    return work.venue and Venue(work.venue, VENUES.get(work.kind, TEXT))


def _published(work):
    return work.published_on or (work.year and f"{work.year:04}")


def _licence(work):
    return work.licence or (work.source and work.source.licence)


def _doi_element(values):
    return [element("DOI", value) for value in values[:1] if _DOI.fullmatch(value)]


def _author_element(name):
    def write(author):
        printed = [element("DisplayName", author.name)] if author.name else []
        return element(name, None, *printed, person_unit(author.person), *_affiliations(author))

    return write


def _affiliations(author):
    """Return the affiliations as printed; of several nobody says which is the organisation's."""
    if author.body and len(author.affiliations) <= 1:
        printed = [element("DisplayName", words) for words in author.affiliations]
        return [element("Affiliation", None, *printed, body_unit(author.body))]
    return [
        element("Affiliation", None, element("DisplayName", words), element("OrgUnit"))
        for words in author.affiliations
    ]


def _published_in(values):
    venue = values[0]
    (kind,) = coar_type(PUBLICATIONS, {}, venue.type)([""])
    channel = element("Publication", None, kind, element("Title", venue.name))
    return [element("PublishedIn", None, channel)]


def _venue_node(venue):
    kind = "Periodical" if venue.type == JOURNAL else "PublicationVolume"
    return {"@type": kind, "name": venue.name}


def _author_node(author):
    said = person_node(author.name, author.person)
    if author.body and len(author.affiliations) <= 1:
        said["affiliation"] = body_node(author.body)
    return said


def _topics(work):
    return [topic.get("name") or topic.get("display_name") for topic in work.topics]


def _abstract(work):
    return Text(work.abstract, work.language)


WORK = (
    Fact(lambda work: page_of("work", work.code), dc="identifier", schema="url"),
    Fact(lambda work: work.kind, dc="type"),
    Fact(lambda work: work.kind or WorkKind.OTHER, cerif=coar_type(PUBLICATIONS, TYPES, TEXT)),
    Fact(lambda work: work.language, dc="language", cerif=first("Language"), schema="inLanguage"),
    Fact(titles, dc="title", cerif=each("Title"), schema="name"),
    Fact(_venue, dc="source", cerif=_published_in, schema="isPartOf", node=_venue_node),
    Fact(_published, dc="date", cerif=first("PublicationDate"), schema="datePublished"),
    Fact(doi, cerif=_doi_element),
    Fact(_doi_link, dc="identifier", schema="sameAs"),
    Fact(lambda work: work.url, dc="identifier", cerif=first("URL"), schema="sameAs"),
    Fact(
        authors,
        dc="creator",
        cerif=within("Authors", _author_element("Author")),
        schema="author",
        node=_author_node,
    ),
    Fact(_licence, dc="rights", cerif=licences),
    Fact(lambda work: licence_uri(_licence(work)), schema="license"),
    Fact(_topics, dc="subject", cerif=each("Keyword"), schema="keywords"),
    Fact(_abstract, dc="description", cerif=each("Abstract"), schema="abstract"),
)
DATA = (
    Fact(lambda work: page_of("dataset", work.code), dc="identifier", schema="url"),
    Fact(lambda work: work.kind, dc="type", cerif=coar_type(PRODUCTS, {}, DATASET)),
    Fact(lambda work: work.language, dc="language", cerif=first("Language"), schema="inLanguage"),
    Fact(titles, dc="title", cerif=each("Name"), schema="name"),
    Fact(_venue, dc="source"),
    Fact(_published, dc="date", schema="datePublished"),
    Fact(doi, cerif=_doi_element),
    Fact(_doi_link, dc="identifier", schema="sameAs"),
    Fact(lambda work: work.url, dc="identifier", cerif=first("URL"), schema="sameAs"),
    Fact(
        authors,
        dc="creator",
        cerif=within("Creators", _author_element("Creator")),
        schema="creator",
        node=_author_node,
    ),
    Fact(_licence, dc="rights", cerif=licences),
    Fact(lambda work: licence_uri(_licence(work)), schema="license"),
    Fact(_abstract, dc="description", cerif=each("Description"), schema="description"),
    Fact(_topics, dc="subject", cerif=each("Keyword"), schema="keywords"),
)
