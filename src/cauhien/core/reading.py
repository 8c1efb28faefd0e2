"""The text of a file, place by place, so that what is found can be pointed at."""

import io
import re
import zipfile

from pypdf import PdfReader

from cauhien.core.filetypes import Kind, xml_of

MOST_PAGES, MOST_PLACES, LONGEST = 400, 4_000, 600_000  # pages, places, characters in all
WORD_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def places_of(data, kind):
    """Return [(place, text)] of a file: ("page", 3), ("paragraph", 12), ("header", 1) …

    A picture has no text here; nobody reads letters in it.
    """
    found, length = [], 0
    for place, text in READERS.get(kind, lambda data: ())(data):
        text = re.sub(r"\s+", " ", text.replace("\0", " ")).strip()
        if text:
            found.append((place, text[: LONGEST - length]))
            length += len(text)
        if length >= LONGEST or len(found) >= MOST_PLACES:
            break
    return found


def _pdf(data):
    reader = PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages[:MOST_PAGES], start=1):
        yield ("page", number), page.extract_text() or ""


def _docx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(
            package.namelist(), key=lambda name: (name != "word/document.xml", name)
        ):
            if part := WORD_PARTS.fullmatch(name):
                kind = re.sub(r"\d+$", "", part[1])
                kind = "paragraph" if kind == "document" else kind
                paragraphs = _paragraphs(xml_of(package.read(name)))
                yield from (((kind, n), text) for n, text in enumerate(paragraphs, start=1))


def _paragraphs(root):
    for paragraph in root.iter("{*}p"):
        pieces = (node.text or "" for node in paragraph.iter("{*}t", "{*}delText"))
        if text := "".join(pieces).strip():
            yield text


def _xlsx(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in sorted(package.namelist()):
            if re.fullmatch(r"xl/(sharedStrings|comments\d*|worksheets/sheet\d+)\.xml", name):
                root = xml_of(package.read(name))
                cells = root.iter("{*}si", "{*}is", "{*}comment")
                for number, cell in enumerate(cells, start=1):
                    yield ("cell", number), "".join(node.text or "" for node in cell.iter("{*}t"))
                    if number >= MOST_PLACES:
                        break


READERS = {Kind.PDF: _pdf, Kind.DOCX: _docx, Kind.XLSX: _xlsx}
