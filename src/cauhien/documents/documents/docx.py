"""A document as DOCX with real styles, so that an office can go on writing in it."""

import base64
import io
import zipfile
from functools import cache
from pathlib import Path

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from PIL import ImageFont

from cauhien.documents.documents import layout

FONT = "Times New Roman"
CENTRE, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
JUSTIFIED, RIGHT = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT
BOLD_FONT = Path(__file__).parent / "fonts" / "CauHienSerif-Bold.ttf"
# name: (size, bold, italic, alignment)
STYLES = {
    "Nation": ("nation", True, False, CENTRE),
    "Motto": ("motto", True, False, CENTRE),
    "Parent body": ("issuer", False, False, CENTRE),
    "Issuing body": ("issuer", True, False, CENTRE),
    "Document number": ("number", False, False, CENTRE),
    "Place and date": ("dateline", False, True, CENTRE),
    "Mark": ("mark", True, False, CENTRE),
    "Abstract": ("title", True, False, CENTRE),
    "Addressee": ("body", False, False, LEFT),
    "Authority": ("body", True, False, CENTRE),
    "Table text": ("table", False, False, LEFT),
    "Signatory": ("body", True, False, CENTRE),
    "Recipients label": ("recipients_label", True, True, LEFT),
    "Recipients": ("recipients", False, False, LEFT),
    "Note": ("note", False, True, LEFT),
    "Rule": ("note", False, False, CENTRE),
}
SIGNING_ROOM = 4  # empty lines for the signature
FRAME_ROOM = 8  # millimetres beside words in a frame, with the margins of the cell
LONG_WORD = 40  # a line that ends before such a word (a fingerprint) is not stretched


def docx_bytes(text, *, at):
    """Return the bytes of a document; at: the time that its properties say."""
    said = layout.laid_out(text)
    book = docx.Document(io.BytesIO(_empty(said["language"])))
    _set_up(book, said, at)
    _head(book, said)
    _title(book, said)
    _body(book, said["blocks"])
    _foot(book, said)
    stream = io.BytesIO()
    book.save(stream)
    return _dated(stream, at)


def _set_up(book, said, at):
    section, known = book.sections[0], book.core_properties
    section.page_width, section.page_height = Mm(layout.PAGE["width"]), Mm(layout.PAGE["height"])
    for side in ("top", "bottom", "left", "right"):
        setattr(section, f"{side}_margin", Mm(layout.PAGE[side]))
    section.header_distance = Mm(10)
    known.title, known.author, known.language = said["name"][:255], said["author"][:255], ""
    known.language = said["language"]
    known.created = known.modified = at.replace(tzinfo=None)
    known.comments, known.last_modified_by = "", said["author"][:255]
    _number_pages(section)


@cache
def _empty(language):
    """Return the bytes of a document without text that has the styles of all; made once."""
    book = docx.Document()
    for style in [one for one in book.styles if one.type == WD_STYLE_TYPE.TABLE]:
        if style.name not in {"Normal Table", "Table Grid"}:
            # A hundred of them, through which every look for a style would go.
            style.element.getparent().remove(style.element)
    _make_styles(book, language)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def _style_ids():
    """Return {name of a style: its id in a document}: to look each up takes half of the time."""
    styles = docx.Document(io.BytesIO(_empty("vi"))).styles
    return {style.name: style.style_id for style in styles}


def _styled(paragraph, style):
    paragraph._p.style = _style_ids()[style]
    return paragraph


def _make_styles(book, language):
    normal = book.styles["Normal"]
    _write(normal, layout.SIZES["body"])
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), {"vi": "vi-VN"}.get(language, "en-GB"))
    normal.element.get_or_add_rPr().append(spoken)
    body = book.styles["Body Text"]
    _write(body, layout.SIZES["body"], alignment=JUSTIFIED)
    body.paragraph_format.first_line_indent = Mm(layout.INDENT)
    body.paragraph_format.space_after = Pt(layout.SPACING)
    body.paragraph_format.line_spacing = layout.LINES
    basis = book.styles.add_style("Legal basis", WD_STYLE_TYPE.PARAGRAPH)
    basis.base_style, basis.font.italic = body, True
    for name, (size, bold, italic, alignment) in STYLES.items():
        style = book.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _write(style, layout.SIZES[size], bold=bold, italic=italic, alignment=alignment)
    _write(book.styles["Heading 1"], layout.SIZES["title"], bold=True, alignment=CENTRE)
    _write(book.styles["Heading 2"], layout.SIZES["body"], bold=True, alignment=LEFT)
    book.styles["Heading 2"].paragraph_format.space_before = Pt(layout.SPACING)
    book.styles["Heading 2"].paragraph_format.space_after = Pt(layout.SPACING)


def _write(style, size, *, bold=False, italic=False, alignment=LEFT):
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for colour in style.element.rPr.findall(qn("w:color")):
        style.element.rPr.remove(colour)  # a document is black
    shape.alignment, shape.space_before, shape.space_after = alignment, Pt(0), Pt(0)


def _number_pages(section):
    """Put the number on top of every page but the first."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    run.font.size = Pt(layout.SIZES["page_number"])
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:instrText" if words else "w:fldChar")
        if words:
            part.text = words
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _head(book, said):
    widths = [layout.TEXT_WIDTH * share for share in layout.HEAD_SHARES]
    left, right = _side_by_side(book, widths)
    if said["parent"]:
        _say(left, said["parent"], "Parent body")
    _say(left, said["issuer"], "Issuing body")
    _rule(left, said["issuer"], "issuer", 0.4, widths[0])
    _say(right, said["nation"], "Nation")
    _say(right, said["motto"], "Motto")
    _rule(right, said["motto"], "motto", 1.0, widths[1])
    left, right = _side_by_side(book, widths)
    _say(left, said["number"], "Document number")
    _say(right, said["dateline"], "Place and date")
    if said["mark"]:
        _framed(_say(left, said["mark"], "Mark"), said["mark"], widths[0])
    if said["translation"]:
        _say(book, said["translation"], "Note")


def _title(book, said):
    book.add_paragraph()
    _styled(book.add_paragraph(said["title"]), "Heading 1")
    if said["abstract"]:
        _say(book, said["abstract"], "Abstract")
        _rule(book, "", "title", 0, layout.TEXT_WIDTH, length=30)
    _addressees(book, said)
    if said["authority"]:
        _say(book, said["authority"], "Authority")
    for basis in said["bases"]:
        _say(book, basis, "Legal basis")
    if said["order"]:
        _say(book, said["order"], "Authority")


def _addressees(book, said):
    to = said["to"]
    if len(to) == 1:
        _say(book, f"{said['to_label']} {to[0]}", "Addressee").alignment = CENTRE
    elif to:
        _say(book, said["to_label"], "Addressee").paragraph_format.left_indent = Mm(25)
        for one in to:
            shown = _say(book, f"- {one}{'.' if one is to[-1] else ';'}", "Addressee")
            shown.paragraph_format.left_indent = Mm(45)


def _body(book, blocks):
    for one in blocks:
        if one["set"] == "section":
            _styled(book.add_paragraph(one["text"]), "Heading 2")
        elif one["set"] == "table":
            _table(book, one)
        elif one["set"] == "picture":
            _picture(book, one)
        else:
            paragraph = _styled(book.add_paragraph(), "Body Text")
            if one["lead"]:
                paragraph.add_run(f"{one['lead']} ").bold = True
            paragraph.add_run(one["text"])
            if len(max(one["text"].split(), key=len, default="")) > LONG_WORD:
                paragraph.alignment = LEFT
    if blocks and blocks[-1]["set"] == "paragraph":  # the last words stay with the signatures
        paragraph.paragraph_format.keep_with_next = True


def _picture(book, said):
    data = io.BytesIO(base64.b64decode(said["png"]))
    shown = book.add_picture(data, width=Mm(layout.TEXT_WIDTH))
    shown._inline.docPr.set("descr", said["alt"])
    book.paragraphs[-1].paragraph_format.keep_with_next = True
    _say(book, said["alt"], "Note").alignment = CENTRE


def _table(book, said):
    if said["caption"]:
        shown = _say(book, said["caption"], "Note")
        shown.alignment, shown.paragraph_format.keep_with_next = CENTRE, True
    table = book.add_table(rows=1, cols=len(said["columns"]), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, words in zip(table.rows[0].cells, said["columns"], strict=True):
        _fill(cell, words, CENTRE).runs[0].bold = True
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    for row in said["rows"]:
        kept = table.add_row()
        kept._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        cells = kept.cells
        for at, words in enumerate(row):
            _fill(cells[at], words, RIGHT if at in said["figures"] else LEFT)
    _share_out(table, [layout.TEXT_WIDTH * share for share in said["shares"]])
    _styled(book.add_paragraph(), "Note")


def _share_out(table, widths):
    """Set the widths of columns: Word reads them from the cells, LibreOffice from the grid."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _fill(cell, words, alignment):
    paragraph = _styled(cell.paragraphs[0], "Table text")
    paragraph.alignment = alignment
    paragraph.add_run(words)
    return paragraph


def _foot(book, said):
    book.add_paragraph().paragraph_format.keep_with_next = True
    signatures = said["signatures"]
    if len(signatures) > 1:
        width = layout.TEXT_WIDTH / len(signatures)
        cells = _side_by_side(book, [width] * len(signatures))
        for cell, one in zip(cells, signatures, strict=True):
            _signature(cell, one)
        _recipients(book, said)
    else:
        left, right = _side_by_side(book, [layout.TEXT_WIDTH * share for share in (0.45, 0.55)])
        _recipients(left, said)
        if said["sign_date"]:
            _say(right, said["sign_date"], "Place and date")
        for one in signatures:
            _signature(right, one)
    _say(book, said["note"], "Note")  # also where it is empty: no document ends with a table


def _signature(cell, one):
    for words in [*one["titles"], *[""] * SIGNING_ROOM, one["name"]]:
        _say(cell, words, "Signatory").paragraph_format.keep_with_next = True


def _recipients(place, said):
    if said["recipients"]:
        _say(place, said["recipients_label"], "Recipients label")
        for one in said["recipients"]:
            _say(place, one, "Recipients")


def _side_by_side(book, widths):
    """Return the cells of a row without lines."""
    table = book.add_table(rows=1, cols=len(widths))
    table.autofit = False
    _share_out(table, widths)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table.rows[0].cells


def _say(place, words, style):
    """Add a paragraph; the first of a cell is there already."""
    first = place.paragraphs[0] if hasattr(place, "_tc") else None
    is_free = first is not None and not first.text and first._p.style is None
    paragraph = _styled(first if is_free else place.add_paragraph(), style)
    paragraph.add_run(words)
    return paragraph


def _rule(place, words, size, share, room, *, length=0):
    """Draw a line as long as this share of the words above it, in the middle."""
    wide = length or min(_width(words, layout.SIZES[size]), room - 4) * share
    paragraph = _say(place, "", "Rule")
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Mm(max(0, (room - wide) / 2 - (0 if length else 1.9)))
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    shape.space_after = Pt(layout.SPACING)
    _border(paragraph, "top")


def _framed(paragraph, words, width):
    """Put a frame around words in the middle of a cell, whose width is given in millimetres."""
    _border(paragraph, "top", "left", "bottom", "right")
    spare = width - _width(words, layout.SIZES["mark"]) - FRAME_ROOM
    indent = Mm(max(0, spare / 2))
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = indent


def _border(paragraph, *sides):
    borders = OxmlElement("w:pBdr")
    for side in sides:
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _width(words, size):
    """Return how long words are in millimetres, set in bold."""
    return _bold().getlength(words) / 100 * size * 25.4 / 72


@cache
def _bold():
    return ImageFont.truetype(str(BOLD_FONT), 100)


def _dated(stream, at):
    """Return the package with one time for all its parts: the same text gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part.filename))
    return made.getvalue()
