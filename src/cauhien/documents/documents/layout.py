"""The layout of decree 30/2020/NĐ-CP, annex I: what stands where, how large and how wide.

`laid_out` turns a document into lines that are ready to be set; DOCX and PDF are both made of them,
so that they say the same. Lengths are millimetres, sizes points.
"""

from dataclasses import asdict

from django.utils import translation
from django.utils.translation import gettext as _

from cauhien.documents.documents import content
from cauhien.documents.documents.wording import (
    balanced,
    line,
    marked_items,
    number_line,
    place_line,
    plain,
)
from cauhien.documents.states import FORMS, DatePlace

PAGE = {"width": 210, "height": 297, "top": 20, "bottom": 20, "left": 30, "right": 15}
TEXT_WIDTH = PAGE["width"] - PAGE["left"] - PAGE["right"]
HEAD_SHARES = (0.42, 0.58)  # issuer on the left, name of the nation on the right
INDENT, SPACING, LINES = 12.7, 6, 1.15  # mm, points, times the height of a line
OPENINGS = ("Về", "On")  # of an abstract, small within a line
SIZES = {
    "nation": 12,
    "motto": 13,
    "issuer": 12,
    "number": 13,
    "dateline": 13,
    "title": 14,
    "body": 14,
    "table": 12,
    "recipients_label": 12,
    "recipients": 11,
    "page_number": 13,
    "mark": 13,
    "note": 11,
}


def laid_out(text):
    """Return {place: lines} of a document, all words in its language."""
    with translation.override(text.envelope.language):
        return _head(text) | _body(text) | _foot(text)


def file_title(text):
    """Return the name of a document in one line, for lists, file names and properties."""
    with translation.override(text.envelope.language):
        title = line(FORMS[text.kind].title).capitalize()
        return f"{title} {_continued(line(text.abstract))}".strip()


def _continued(abstract):
    """Return "về việc …", which stands over the text as "Về việc …"."""
    is_about = abstract.split(" ")[0] in OPENINGS
    return abstract[0].lower() + abstract[1:] if is_about else abstract


def _head(text):
    envelope, form = text.envelope, FORMS[text.kind]
    issuer = envelope.issuer
    has_date = form.date == DatePlace.HEAD
    return {
        "language": envelope.language,
        "name": file_title(text),
        "author": line(issuer.name),
        "nation": _("SOCIALIST REPUBLIC OF VIET NAM"),
        "motto": _("Independence - Freedom - Happiness"),
        "parent": balanced(line(issuer.parent).upper()),
        "issuer": balanced(line(issuer.name).upper()),
        "number": number_line(envelope.number, form.abbreviation, issuer.abbreviation)
        if form.abbreviation
        else "",
        "dateline": place_line(envelope.place, envelope.on) if has_date else "",
        "mark": _mark(envelope),
        "translation": _translation_note(envelope.language),
        "title": str(form.title),
        "abstract": line(text.abstract),
    }


def _mark(envelope):
    if envelope.is_illustration:
        return _("ILLUSTRATION")
    return _("DRAFT") if envelope.is_draft else ""


def _translation_note(language):
    return "" if language == "vi" else _("Translation; the Vietnamese text is the one that counts.")


def _body(text):
    blocks, articles = [], 0
    for block in text.blocks:
        articles += isinstance(block, content.Article)
        blocks += _set(block, articles)
    if FORMS[text.kind].closes:
        _close(blocks)
    bases = [line(one).rstrip(";.") for one in text.bases]
    return {
        "to_label": _("To:"),
        "to": [line(one).rstrip(";.") for one in text.to],
        "authority": line(text.authority).upper(),
        "bases": [f"{one}{'.' if one is bases[-1] else ';'}" for one in bases],
        "order": line(text.order),
        "blocks": blocks,
    }


def _set(block, article):
    """Return the lines of a block: sections, paragraphs with a lead, and tables."""
    match block:
        case content.Section():
            title = line(block.title)
            return [{"set": "section", "text": title}] if title else []
        case content.Paragraph():
            return _paragraphs(block.text, block.lead)
        case content.Items():
            return [_paragraph(one) for one in marked_items(block.items, block.marks)]
        case content.Facts():
            return [
                one
                for label, value in block.pairs
                if plain(value)
                for one in _paragraphs(value, f"{line(label)}:")
            ]
        case content.Article():
            lead = _("Article %(number)s.") % {"number": article}
            clauses = [_paragraph(one) for one in marked_items(block.clauses, "1.")]
            return [*_paragraphs(block.text, lead), *clauses]
        case content.Table():
            return [_table(block)]
        case content.Picture():
            return [{"set": "picture", **asdict(block), "alt": line(block.alt)}]
    raise TypeError(f"no block of a document: {block!r}")


def _paragraph(text, lead=""):
    return {"set": "paragraph", "lead": lead, "text": text}


def _paragraphs(text, lead=""):
    """Return one paragraph for each line of a text that is not empty."""
    lines = [" ".join(one.split()) for one in plain(text).split("\n") if one.strip()] or [""]
    first, rest = _paragraph(lines[0], line(lead)), [_paragraph(one) for one in lines[1:]]
    return [first, *rest]


def _table(block):
    width = len(block.columns)
    shares = block.shares or (1,) * width
    rows = [[line(cell) for cell in row][:width] for row in block.rows]
    return {
        "set": "table",
        "caption": line(block.caption),
        "columns": [line(one) for one in block.columns],
        "rows": [row + [""] * (width - len(row)) for row in rows],
        "shares": [share / sum(shares) for share in shares],
        "figures": list(block.figures),
    }


def _close(blocks):
    """End the text with "./.", as the decree's models do."""
    if blocks and blocks[-1]["set"] == "paragraph" and blocks[-1]["text"]:
        blocks[-1]["text"] = f"{blocks[-1]['text'].rstrip('.;:, ')}./."
    else:
        blocks.append(_paragraph("./."))


def _foot(text):
    envelope, form = text.envelope, FORMS[text.kind]
    at_signature = form.date == DatePlace.SIGNATURE
    recipients = [f"- {line(one).rstrip(';.')};" for one in envelope.recipients]
    if form.abbreviation:
        recipients.append(_("- Kept by: %(who)s.") % {"who": line(envelope.archive)})
    return {
        "sign_date": place_line(envelope.place, envelope.on) if at_signature else "",
        "signatures": [_signature(one) for one in envelope.signatures],
        "recipients_label": _("Recipients:") if recipients else "",
        "recipients": recipients,
        "note": line(text.legal_note),
    }


def _signature(signature):
    title, own = line(signature.title).upper(), line(signature.own_title).upper()
    titles = [f"{signature.authority} {title}".strip(), own]
    return {"titles": [one for one in titles if one], "name": line(signature.name)}
