"""What a file is by its content, whatever its name says; and what makes one not acceptable."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum

import pikepdf
from lxml import etree
from PIL import Image

MOST_PIXELS = 80_000_000
MOST_ENTRIES, MOST_UNPACKED = 5_000, 300 << 20  # of an Office file, which is a zip archive
OFFICE_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN_TYPES = {
    OFFICE_MAIN.format("wordprocessingml.document"): "docx",
    OFFICE_MAIN.format("spreadsheetml.sheet"): "xlsx",
}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also an Office file with a password
ACTIVE_PARTS = re.compile(r"(?i)(vbaproject|vbadata|/activex/|/embeddings/|\.bin$|/macrosheets/)")
HARMLESS_PARTS = re.compile(r"(?i)^xl/printersettings/")
OUTSIDE = re.compile(r"(?i)(attachedtemplate|oleobject|frame|subdocument|externallink)$")


class Kind(StrEnum):
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPEG = "jpg"


CONTENT_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}


class Flaw(StrEnum):
    """Why a file is not taken."""

    UNKNOWN = "unknown"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    OLD_OFFICE = "old_office"
    MACROS = "macros"
    OUTSIDE = "outside"
    TOO_MUCH = "too_much"
    TOO_SLOW = "too_slow"


@dataclass
class NotAcceptable(Exception):
    flaw: Flaw


def kind_of(data):
    """Return the Kind of a file by its first bytes and its structure, or raise NotAcceptable."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") or data.startswith(b"\xff\xd8\xff"):
        return _kind_of_image(data)
    if b"%PDF-" in data[:1024]:
        return _kind_of_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_office(data)
    raise NotAcceptable(Flaw.OLD_OFFICE if data.startswith(OLD_OFFICE) else Flaw.UNKNOWN)


def xml_of(data):
    """Return the root of an XML part; one that declares entities is not acceptable."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        raise NotAcceptable(Flaw.BROKEN) from None
    if root.getroottree().docinfo.doctype:
        raise NotAcceptable(Flaw.OUTSIDE)
    return root


def _kind_of_image(data):
    try:
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                raise NotAcceptable(Flaw.TOO_MUCH)
            return Kind.PNG if image.format == "PNG" else Kind.JPEG
    except Image.DecompressionBombError:
        raise NotAcceptable(Flaw.TOO_MUCH) from None
    except (OSError, ValueError, SyntaxError):
        raise NotAcceptable(Flaw.BROKEN) from None


def _kind_of_pdf(data):
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise NotAcceptable(Flaw.ENCRYPTED)
            if not len(pdf.pages):
                raise NotAcceptable(Flaw.BROKEN)
    except pikepdf.PasswordError:
        raise NotAcceptable(Flaw.ENCRYPTED) from None
    except pikepdf.PdfError:
        raise NotAcceptable(Flaw.BROKEN) from None
    return Kind.PDF


def _kind_of_office(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_package(package)
            types = xml_of(package.read("[Content_Types].xml"))
            _check_relations(package)
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        raise NotAcceptable(Flaw.BROKEN) from None
    said = {part.get("ContentType", "") for part in types}
    if any("macroenabled" in one.lower() for one in said):
        raise NotAcceptable(Flaw.MACROS)
    found = [MAIN_TYPES[one] for one in said if one in MAIN_TYPES]
    if len(found) != 1:
        raise NotAcceptable(Flaw.UNKNOWN)
    return Kind(found[0])


def _check_package(package):
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES or sum(one.file_size for one in entries) > MOST_UNPACKED:
        raise NotAcceptable(Flaw.TOO_MUCH)
    if any(one.flag_bits & 1 for one in entries):
        raise NotAcceptable(Flaw.ENCRYPTED)
    names = [one.filename for one in entries]
    if len(set(names)) != len(names) or any(".." in name or name[:1] == "/" for name in names):
        raise NotAcceptable(Flaw.BROKEN)
    if any(ACTIVE_PARTS.search(name) and not HARMLESS_PARTS.match(name) for name in names):
        raise NotAcceptable(Flaw.MACROS)


def _check_relations(package):
    """Refuse what would fetch a template, an object or another document when it is opened."""
    for name in package.namelist():
        if name.endswith(".rels"):
            for relation in xml_of(package.read(name)):
                is_outside = relation.get("TargetMode") == "External"
                if is_outside and OUTSIDE.search(relation.get("Type", "")):
                    raise NotAcceptable(Flaw.OUTSIDE)
