"""A reader of Atom of our own, after RFC 4287: it shares nothing with what writes our feeds."""

import re
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339 with a capital T and Z, as section 3.3 asks
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
TEXTS = {"text", "html", "xhtml"}


def faults_of(content):
    """Return what RFC 4287 forbids in a feed (bytes), each with the section that says so."""
    feed = etree.fromstring(content)
    if feed.tag != f"{ATOM}feed":
        return ["2: the document is no feed"]
    found = [*_of_a_container(feed, "4.1.1"), *_of_texts(feed)]
    entries = feed.findall(f"{ATOM}entry")
    if not _authors(feed) and not (entries and all(map(_authors, entries))):
        found.append("4.1.1: neither the feed nor each of its entries has an author")
    for entry in entries:
        found += _of_a_container(entry, "4.1.2")
        if entry.find(f"{ATOM}content") is None and not _links(entry, "alternate"):
            found.append("4.1.2: an entry with neither content nor a link to what it is of")
    versions = [(_text(one, "id"), _text(one, "updated")) for one in entries]
    if len(set(versions)) < len(versions):
        found.append("4.1.1: two entries with the same id and the same moment")
    return found


def _of_a_container(element, section):
    for name in ("id", "title", "updated"):
        if len(element.findall(f"{ATOM}{name}")) != 1:
            yield f"{section}: not exactly one {name}"
    if not urlsplit(_text(element, "id")).scheme:
        yield "4.2.6: the id is no IRI with a scheme"
    for name in ("summary", "subtitle", "rights", "generator", "icon", "logo"):
        if len(element.findall(f"{ATOM}{name}")) > 1:
            yield f"{section}: more than one {name}"
    kinds = [(one.get("type"), one.get("hreflang")) for one in _links(element, "alternate")]
    if len(set(kinds)) < len(kinds):
        yield f"{section}: two alternate links of the same type and language"


def _of_texts(feed):
    for names, is_right, fault in RIGHT:
        for element in feed.iter(*(ATOM + name for name in names.split())):
            if not is_right(element):
                yield fault.format(element.text)


def _links(element, relation):
    return [
        one for one in element.findall(f"{ATOM}link") if one.get("rel", "alternate") == relation
    ]


def _authors(element):
    return element.findall(f"{ATOM}author")


def _text(element, name):
    return element.findtext(f"{ATOM}{name}", "").strip()


RIGHT = (
    (
        "updated published",
        lambda one: MOMENT.fullmatch(one.text or ""),
        "3.3: {} is no moment",
    ),
    (
        "title summary subtitle",
        lambda one: one.get("type", "text") in TEXTS,
        "3.1.1: a text of an unknown type",
    ),
    ("link", lambda one: one.get("href"), "4.2.7: a link that leads nowhere"),
    ("author", lambda one: _text(one, "name"), "3.2.1: an author without a name"),
)
