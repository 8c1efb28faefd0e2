"""Taking out of a file what it says besides its content: who wrote it, when, where, with what."""

import io
import re
import zipfile

import pikepdf
from lxml import etree
from PIL import Image, ImageOps

from cauhien.core.filetypes import Kind, xml_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
PROPERTIES = re.compile(r"(?i)^/?(docProps/|customXml/)")
ABOUT_PEOPLE = re.compile(r"(?i)(comments|people|persons|document|header|footer|notes)[^/]*\.xml$")
NAMED = {f"{WORD}author", f"{WORD}initials", "author", "displayName", "userId", "providerId"}
UNSAID = ("/Metadata", "/PieceInfo", "/LastModified")
ACTIVE = ("/OpenAction", "/AA")
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition"}


def cleaned(data, kind):
    """Return the bytes of the file without what its makers left in it unseen."""
    return CLEANERS[kind](data)


def _pdf(data):
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/Info" in pdf.trailer:
            del pdf.trailer["/Info"]
        names = pdf.Root.get("/Names")
        for name in ("/JavaScript", "/EmbeddedFiles"):
            if names is not None and name in names:
                del names[name]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                _silence(thing)
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                _silence(note)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _silence(thing):
    """Take from one object of a PDF its metadata, its actions and the author of a note."""
    for name in (*UNSAID, *ACTIVE):
        if name in thing:
            del thing[name]
    action = thing.get("/A")
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in ACTIONS:
        del thing["/A"]
    if thing.get("/Type") == "/Annot" and thing.get("/Subtype") != "/Widget" and "/T" in thing:
        del thing["/T"]


def _office(data):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            if entry.is_dir() or PROPERTIES.match(entry.filename):
                continue
            part = zipfile.ZipInfo(entry.filename, FIXED_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, _part(entry.filename, old.read(entry)))
    return out.getvalue()


def _part(name, data):
    if name == "[Content_Types].xml":
        return _without(data, "PartName")
    if name.endswith(".rels"):
        return _without(data, "Target")
    if ABOUT_PEOPLE.search(name):
        return _without_people(data)
    if re.search(r"(?i)\.(jpe?g|png)$", name):
        return _picture_inside(data)
    return data


def _without(data, attribute):
    """Return the list of parts or relations without those of the properties."""
    root = xml_of(data)
    for one in list(root):
        target = one.get(attribute, "").replace("../", "")
        if PROPERTIES.match(target):
            root.remove(one)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _without_people(data):
    root = xml_of(data)
    for element in root.iter():
        for name in NAMED & set(element.attrib):
            element.set(name, "")
        if etree.QName(element).localname == "author" if isinstance(element.tag, str) else False:
            element.text = ""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _picture_inside(data):
    try:
        return _image(data)
    except (OSError, ValueError, SyntaxError):
        return data  # a picture that no reader of ours knows says nothing to them either


def _image(data):
    with Image.open(io.BytesIO(data), formats=["PNG", "JPEG"]) as image:
        form = image.format
        turned = ImageOps.exif_transpose(image)
        plain = Image.new(turned.mode, turned.size)
        if turned.mode == "P":
            plain.putpalette(turned.getpalette() or [])
        plain.paste(turned)
        out = io.BytesIO()
        options = {"quality": 95, "subsampling": 0} if form == "JPEG" else {"optimize": True}
        if form == "PNG" and "transparency" in image.info:
            options["transparency"] = image.info["transparency"]
        plain.save(out, form, **options)
    return out.getvalue()


CLEANERS = {
    Kind.PDF: _pdf,
    Kind.DOCX: _office,
    Kind.XLSX: _office,
    Kind.PNG: _image,
    Kind.JPEG: _image,
}
