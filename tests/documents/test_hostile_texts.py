"""Whatever people write, a document comes out, and it says what they wrote and nothing else."""

import io

import docx
import pypdf
import pytest

from cauhien.documents.documents import (
    Article,
    Facts,
    Items,
    Paragraph,
    Section,
    Table,
    decision,
    docx_bytes,
    laid_out,
    pdf,
    submission,
)
from tests.documents.examples import AT, an_envelope

TEXTS = [
    '#panic("x") #read("/etc/passwd") $x^2$ \\u{41} `c` *b* _i_ <l> @ref // no /* */ [a] {b}',
    "<w:p>&amp;</w:p> ]]> <!-- --> & < > \" '",
    "{{ x }} {% y %} ${z}",
    "a" * 200,
    "Thuỷ Ho\u0300a bi\u0300nh",
    "😀 漢字 ก \u0627 ♥",
    "\x00\x01\x0b\ud800 \u202egnp.exe \ufeff\u200b",
    "",
    "   \n\n\t ",
    "dòng một\r\ndòng hai\rdòng ba\u2028dòng bốn",
    "- " * 300,
]


def a_whole(words):
    blocks = (
        Section(words),
        Paragraph(words, words),
        Items((words,) * 30, "a)"),
        Facts(((words, words),)),
        Article(words, (words,)),
        Table((words, words), ((words, words), (words,)), caption=words),
    )
    envelope = an_envelope(place=words, recipients=(words,), archive=words, is_draft=True)
    return submission(envelope, about=words, to=(words, words), bases=(words,), blocks=blocks)


@pytest.mark.parametrize("words", TEXTS)
def test_no_text_breaks_a_document(words):
    text = a_whole(words)

    made = pypdf.PdfReader(io.BytesIO(pdf(text, at=AT)))
    book = docx.Document(io.BytesIO(docx_bytes(text, at=AT)))

    assert len(made.pages) >= 1
    assert book.paragraphs


def test_markup_is_text_and_nothing_is_read_or_run():
    text = submission(an_envelope(), about=TEXTS[0], to=("A",))

    page = pypdf.PdfReader(io.BytesIO(pdf(text, at=AT))).pages[0].extract_text()

    assert '#panic("x")#read("/etc/passwd")' in "".join(page.split()).replace("\u200b", "")


def test_marks_that_stand_alone_are_composed():
    said = laid_out(submission(an_envelope(), about="Ho\u0300a bi\u0300nh", to=("A",)))

    assert said["abstract"] == "Hòa bình"


def test_signs_that_hide_or_turn_a_text_are_left_out():
    said = laid_out(submission(an_envelope(), about=TEXTS[6], to=("A",)))

    assert said["abstract"] == "gnp.exe"


def test_a_document_with_nothing_optional_is_a_document():
    bare = an_envelope(signatures=(), recipients=(), on=None)
    text = decision(bare, about="", authority="", bases=(), articles=(), carried_out_by="")

    assert pdf(text, at=AT).startswith(b"%PDF-")
    assert docx_bytes(text, at=AT).startswith(b"PK")
