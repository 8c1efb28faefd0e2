"""The layout of decree 30/2020, annex I, as it is found in the files."""

import io
import unicodedata
from datetime import date

import docx
import pikepdf
import pypdf
import pytest
from docx.shared import Pt

from cauhien.documents.documents import (
    abbreviation_of,
    as_json,
    docx_bytes,
    laid_out,
    of_json,
    pdf,
)
from cauhien.documents.states import Kind
from tests.documents.examples import AT, TWO, a_text

MINUTES = (
    Kind.OPENING_MINUTES,
    Kind.COUNCIL_MINUTES,
    Kind.MEETING_MINUTES,
    Kind.ACCEPTANCE_MINUTES,
)


def opened(text):
    return docx.Document(io.BytesIO(docx_bytes(text, at=AT)))


def words_of(book):
    cells = [cell for table in book.tables for row in table.rows for cell in row.cells]
    return [p.text for place in [book, *cells] for p in place.paragraphs if p.text]


def pages_of(text):
    reader = pypdf.PdfReader(io.BytesIO(pdf(text, at=AT)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def dense(words):
    """Return a text without spaces and places to break, as lines and cells part it anywhere."""
    return "".join(words.replace("\u200b", "").split())


@pytest.mark.parametrize("kind", Kind)
def test_docx_and_pdf_of_every_kind_say_what_the_layout_says(kind):
    text = a_text(kind)
    said = laid_out(text)
    wanted = [said[place] for place in ("nation", "motto", "title", "abstract", "parent")]
    for block in said["blocks"]:
        wanted += [block.get("text", ""), *block.get("columns", [])]
        wanted += [cell for row in block.get("rows", []) for cell in row]

    in_docx, in_pdf = dense(" ".join(words_of(opened(text)))), dense(" ".join(pages_of(text)))

    assert [one for one in wanted if dense(one) not in in_docx] == []
    assert [one for one in wanted if dense(one) not in in_pdf] == []


def test_the_pdf_holds_vietnamese_letters_composed():
    page = pages_of(a_text())[0]

    assert "Độc lập - Tự do - Hạnh phúc" in page
    assert unicodedata.is_normalized("NFC", page)


@pytest.mark.parametrize("kind", Kind)
def test_the_pdf_is_tagged_and_says_that_it_is_made_to_last(kind):
    with pikepdf.open(io.BytesIO(pdf(a_text(kind), at=AT))) as found:
        about = found.open_metadata()

        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
        assert about["pdfuaid:part"] == "1"
        assert str(found.Root.Lang).startswith("vi")
        assert found.Root.MarkInfo.Marked
        assert found.Root.StructTreeRoot.K is not None
        assert about["dc:title"]
        assert found.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert [font for font in fonts_of(found) if not is_embedded(font)] == []


def fonts_of(found):
    return [font for page in found.pages for font in page.Resources.get("/Font", {}).values()]


def is_embedded(font):
    whole = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return any(name in whole.FontDescriptor for name in ("/FontFile2", "/FontFile3"))


def test_paper_margins_and_sizes_keep_to_the_decree():
    book = opened(a_text())
    section = book.sections[0]

    page = (section.page_width, section.page_height)
    assert [round(side.mm) for side in page] == [210, 297]
    assert 20 <= round(section.top_margin.mm) <= 25
    assert 20 <= round(section.bottom_margin.mm) <= 25
    assert 30 <= round(section.left_margin.mm) <= 35
    assert 15 <= round(section.right_margin.mm) <= 20
    body, known = book.styles["Body Text"], book.styles
    assert (body.font.name, body.font.size) == ("Times New Roman", Pt(14))
    assert round(body.paragraph_format.first_line_indent.mm, 1) == 12.7
    assert body.paragraph_format.space_after >= Pt(6)
    assert 1 <= body.paragraph_format.line_spacing <= 1.5
    assert known["Nation"].font.size == Pt(12)
    assert known["Nation"].font.bold
    assert known["Motto"].font.size == Pt(13)
    assert known["Recipients"].font.size == Pt(11)
    assert known["Legal basis"].font.italic


def test_the_pdf_is_a4_and_its_text_keeps_to_the_margins():
    reader = pypdf.PdfReader(io.BytesIO(pdf(a_text(Kind.DECISION), at=AT)))
    page, found = reader.pages[0], []

    def note(text, cm, tm, *_font):
        if text.strip():
            found.append(cm[0] * tm[4] + cm[2] * tm[5] + cm[4])

    page.extract_text(visitor_text=note)

    millimetre = 72 / 25.4
    assert round(float(page.mediabox.width) / millimetre) == 210
    assert round(float(page.mediabox.height) / millimetre) == 297
    assert min(found) >= 29.9 * millimetre
    assert max(found) <= 195 * millimetre


def test_pages_are_numbered_from_the_second_on():
    long = a_text(Kind.OPENING_MINUTES, signatures=TWO)

    pages = pages_of(long)

    assert len(pages) == 2
    assert not pages[0].startswith("1")
    assert pages[1].startswith("2")


def test_the_number_stays_open_until_there_is_one_and_small_ones_are_padded():
    assert laid_out(a_text())["number"] == f"Số: {chr(160) * 8}/TTr-SKHCN"
    assert laid_out(a_text(number=5))["number"] == "Số: 05/TTr-SKHCN"
    assert laid_out(a_text(Kind.DECISION, number=115))["number"] == "Số: 115/QĐ-SKHCN"


def test_a_date_is_padded_as_the_decree_says_and_stays_open_where_none_is_known():
    assert laid_out(a_text())["dateline"] == "Hà Nội, ngày 05 tháng 02 năm 2026"
    march = laid_out(a_text(on=date(2026, 3, 12)))["dateline"]
    assert march == "Hà Nội, ngày 12 tháng 3 năm 2026"
    assert laid_out(a_text(on=None))["dateline"].startswith("Hà Nội, ngày ……")


@pytest.mark.parametrize("kind", MINUTES)
def test_minutes_carry_their_times_in_the_text_and_two_signatures(kind):
    said = laid_out(a_text(kind, signatures=TWO))

    assert said["dateline"] == ""
    assert "09 giờ 00 ngày 05 tháng 02 năm 2026" in str(said["blocks"])
    assert [one["titles"] for one in said["signatures"]] == [["THƯ KÝ"], ["CHỦ TRÌ"]]


def test_a_deputy_signs_for_the_head_in_two_lines():
    [signature] = laid_out(a_text())["signatures"]

    assert signature == {"titles": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"], "name": "Người ký"}


def test_recipients_end_with_who_keeps_it_and_bases_with_a_full_stop():
    said = laid_out(a_text(Kind.DECISION))

    assert said["recipients"][-1] == "- Lưu: VT, QLKH."
    assert said["recipients"][0] == "- Như Điều 4;"
    assert [one[-1] for one in said["bases"]] == [";", "."]
    assert said["blocks"][-1]["text"].endswith("chịu trách nhiệm thi hành Quyết định này./.")
    assert [b["lead"] for b in said["blocks"] if b["lead"]] == [f"Điều {n}." for n in (1, 2, 3, 4)]


def test_an_english_document_says_that_it_is_a_translation():
    text = a_text(language="en")

    page = pages_of(text)[0]

    assert "SOCIALIST REPUBLIC OF VIET NAM" in page
    assert "05 February 2026" in page
    assert "the Vietnamese text is the one that counts" in page


def test_a_draft_bears_a_mark():
    assert "DỰ THẢO" in pages_of(a_text(is_draft=True))[0]
    assert "DỰ THẢO" in words_of(opened(a_text(is_draft=True)))
    assert "DỰ THẢO" not in pages_of(a_text())[0]


@pytest.mark.parametrize("kind", Kind)
def test_a_document_comes_back_from_json_as_it_was(kind):
    assert of_json(as_json(a_text(kind))) == a_text(kind)


def test_the_same_document_gives_the_same_bytes():
    assert pdf(a_text(), at=AT) == pdf(a_text(), at=AT)
    assert docx_bytes(a_text(), at=AT) == docx_bytes(a_text(), at=AT)


def test_an_office_is_abbreviated_by_first_letters_without_the_city():
    assert abbreviation_of("Sở Khoa học và Công nghệ Hà Nội", city="Hà Nội") == "SKHCN"
    assert abbreviation_of("Sở Xây dựng", city="Hà Nội") == "SXD"
