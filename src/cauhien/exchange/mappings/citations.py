"""Works as programs for references read them: BibTeX, RIS and CSL-JSON.

The forms: the manual of BibTeX 0.99d, the tags of Reference Manager, the schema of CSL 1.0.2.
"""

import json
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote

from cauhien.core.text import parse_name
from cauhien.exchange.mappings.addresses import page_of
from cauhien.exchange.mappings.works import doi
from cauhien.network.states import WorkKind

_SPECIAL = re.compile(r"[&%$#_]")
_BRACES = str.maketrans("{}\\", "()/")  # none may stand alone in BibTeX
_IN_ADDRESS = {ord(one): quote(one) for one in "{}\\"}

# (type, and what holds where the work appeared) in BibTeX; (type, the same) in RIS; type in CSL.
_OTHER = (("misc", "howpublished"), ("GEN", "T2"), "document")
_KINDS: dict[str, tuple] = {
    WorkKind.ARTICLE: (("article", "journal"), ("JOUR", "JO"), "article-journal"),
    WorkKind.REVIEW: (("article", "journal"), ("JOUR", "JO"), "article-journal"),
    WorkKind.EDITORIAL: (("article", "journal"), ("JOUR", "JO"), "article-journal"),
    WorkKind.LETTER: (("article", "journal"), ("JOUR", "JO"), "article-journal"),
    WorkKind.CONFERENCE_PAPER: (("inproceedings", "booktitle"), ("CPAPER", "T2"),
                                "paper-conference"),
    WorkKind.BOOK: (("book", "publisher"), ("BOOK", "PB"), "book"),
    WorkKind.BOOK_CHAPTER: (("incollection", "booktitle"), ("CHAP", "T2"), "chapter"),
    WorkKind.DISSERTATION: (("phdthesis", "school"), ("THES", "PB"), "thesis"),
    WorkKind.REPORT: (("techreport", "institution"), ("RPRT", "PB"), "report"),
    WorkKind.DATASET: (("misc", "howpublished"), ("DATA", "PB"), "dataset"),
}  # fmt: skip


class Form(NamedTuple):
    """A form in which lists of works are given. write: takes works with their lines of authors."""

    label: str
    content_type: str
    write: Callable


def bibtex(works):
    return "\n".join(map(_bibtex, works))


def _bibtex(work):
    kind, venue = _kind(work)[0]
    said = {
        "title": f"{{{_plain(work.title)}}}",  # its capitals stay
        "author": " and ".join(_plain(_sorted(line.raw_name)) for line in work.authorships.all()),
        "year": work.year,
        venue: _plain(work.venue),
        "doi": doi(work),
        "url": _address(work).translate(_IN_ADDRESS),
        "langid": {"vi": "vietnamese", "en": "english"}.get(work.language, ""),
    }
    lines = (f"  {name} = {{{value}}}" for name, value in said.items() if value)
    return f"@{kind}{{{work.code},\n" + ",\n".join(lines) + "\n}\n"


def _plain(text):
    return _SPECIAL.sub(r"\\\g<0>", text.translate(_BRACES))


def ris(works):
    return "\r\n".join(map(_ris, works))


def _ris(work):
    kind, venue = _kind(work)[1]
    rows = [("TY", kind), ("TI", work.title)]
    rows += [("AU", _sorted(line.raw_name)) for line in work.authorships.all()]
    rows += [("PY", work.year), (venue, work.venue), ("DO", doi(work)), ("LA", work.language)]
    rows += [("UR", _address(work)), ("ER", " ")]
    return "".join(f"{tag}  - {' '.join(str(one).split())}\r\n" for tag, one in rows if one)


def csl(works):
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=1)


def _csl(work):
    said = {
        "id": work.code,
        "type": _kind(work)[2],
        "title": work.title,
        "author": [_parts(line.raw_name) for line in work.authorships.all()],
        "issued": work.year and {"date-parts": [[work.year]]},
        "container-title": work.venue,
        "DOI": doi(work),
        "URL": _address(work),
        "language": work.language,
    }
    return {name: value for name, value in said.items() if value}


def _address(work):
    return work.url or page_of("work", work.code)


def _kind(work):
    return _KINDS.get(work.kind, _OTHER)


def _sorted(printed):
    """Return a name with its family before a comma, so that no program takes another part for it.

    >>> _sorted("Nguyễn Thị Minh Khai")
    'Nguyễn, Thị Minh Khai'
    """
    name = parse_name(printed)
    return f"{name.family}, {name.given_rest}" if name.family and name.given_rest else printed


def _parts(printed):
    name = parse_name(printed)
    if name.family and name.given_rest:
        return {"family": name.family, "given": name.given_rest}
    return {"literal": printed}


FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex", bibtex),
    "ris": Form("RIS", "application/x-research-info-systems", ris),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
}
