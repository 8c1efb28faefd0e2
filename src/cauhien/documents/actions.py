"""Documents, made for good, and what the register gave them."""

import io
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cauhien.core import files
from cauhien.core.audit import record
from cauhien.core.filetypes import CONTENT_TYPES, Kind, NotAcceptable
from cauhien.core.hashing import hash_of
from cauhien.core.inspecting import inspect
from cauhien.core.scanning import REFUSALS, scan
from cauhien.documents import rules
from cauhien.documents.documents import as_json, docx_bytes, file_title, illustrated, pdf
from cauhien.documents.documents.wording import line
from cauhien.documents.models import Document, Rendition
from cauhien.documents.states import Act, Audience, Format

MOST_SCAN_BYTES = 30 << 20
LONGEST_NAME = 150
RENDERERS = {Format.DOCX: docx_bytes, Format.PDF: pdf}


class CannotFreeze(Exception):
    """There is nothing to freeze, or it would replace something that it cannot."""


class CannotRecord(Exception):
    """The person may not, or what they enter cannot be; `field` names where."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Filing:
    """Where a document belongs and whom it is for.

    kind, code: the subject, as in `core.subjects`. office: which issues it. readers: accounts that
    may read it where the audience is NAMED or CASE. chain: of the subject's log, "kind:code" if
    empty.
    basis_sha256: the hash of what the document was made from.
    is_illustration: it is about something that was invented for a demonstration, and says so.
    """

    kind: str
    code: str
    audience: Audience
    office: object = None
    readers: tuple = ()
    chain: str = ""
    basis_sha256: str = ""
    is_illustration: bool = False


@dataclass(frozen=True)
class Signed:
    """What came back signed. scan: the bytes of a PDF, or None where there is none yet."""

    number: str
    on: date
    scan: bytes | None = None


@transaction.atomic
def freeze_document(*, texts, filing, by, at, replaces=None):
    """Keep a document for good, as DOCX and PDF, and return it.

    texts: the document and its translations, each a DocumentText of another language. Whoever
    calls has checked that `by` may make it; `by` is None for what the installation makes itself.
    """
    texts = [illustrated(text) for text in texts] if filing.is_illustration else texts
    content = [as_json(text) for text in texts]
    _check(texts, filing, replaces)
    document = Document.objects.create(
        kind=texts[0].kind,
        subject_kind=filing.kind,
        subject_code=filing.code,
        chain=filing.chain or f"{filing.kind}:{filing.code}",
        office=filing.office,
        audience=filing.audience,
        title=file_title(texts[0])[:400],
        content=content,
        sha256=hash_of(content),
        basis_sha256=filing.basis_sha256,
        replaces=replaces,
        created_at=at,
        created_by=by,
    )
    document.readers.set(filing.readers)
    for text in texts:
        _render(document, text, by, at)
    _tell_frozen(document, by, at)
    return document


@transaction.atomic
def record_signed(*, document, signed, by, at):
    """Write down number, date and signed scan of a document; entering them again corrects them."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if not rules.may_record(by, document):
        raise CannotRecord(_("Only the office that issues it or the coordinator records this."))
    number = line(signed.number)
    _check_signed(document, number, signed.on, at)
    if signed.scan is not None:
        document.scan = _stored_scan(document, signed.scan, by, at)
    before = document.recorded_number
    document.recorded_number, document.recorded_on = number, signed.on
    document.recorded_at, document.recorded_by = at, by
    document.save(
        update_fields=["recorded_number", "recorded_on", "scan", "recorded_at", "recorded_by"]
    )
    detail = {
        "document": document.code,
        "number": number,
        "on": signed.on.isoformat(),
        "scan": document.scan.sha256 if document.scan else "",
        "before": before,
    }
    _log(document, Act.RECORD, detail, by, at)
    return document


def _check(texts, filing, replaces):
    if not texts:
        raise CannotFreeze(_("A document needs a text."))
    if len({text.envelope.language for text in texts}) != len(texts):
        raise CannotFreeze(_("A document has one text in each language."))
    if replaces is None:
        return
    same = (replaces.kind, replaces.subject_kind, replaces.subject_code)
    if same != (texts[0].kind, filing.kind, filing.code):
        raise CannotFreeze(_("A document replaces one of its own kind about the same subject."))
    if Document.objects.filter(replaces=replaces).exists():
        raise CannotFreeze(_("This document has been replaced already."))


def _render(document, text, by, at):
    language = text.envelope.language
    for format_, render in RENDERERS.items():
        name = _file_name(file_title(text), document.code, format_)
        kept = files.store(
            stream=io.BytesIO(render(text, at=at)),
            name=name,
            content_type=CONTENT_TYPES[Kind(format_)],
            by=by,
            at=at,
        )
        Rendition.objects.create(document=document, language=language, format=format_, file=kept)


def _file_name(title, code, ending):
    """Return a name that every system can save: no path, no control signs, not too long."""
    safe = "".join(" " if sign in '/\\:*?"<>|' else sign for sign in title)
    return f"{' '.join(safe.split())[:LONGEST_NAME].strip()} {code}.{ending}"


def _check_signed(document, number, on, at):
    if document.bears_number and not number:
        raise CannotRecord(_("Enter the number and sign."), "number")
    if on > timezone.localdate(at):
        raise CannotRecord(_("This day is still to come."), "on")
    if on < timezone.localdate(document.created_at):
        raise CannotRecord(_("This day lies before the day on which the text was frozen."), "on")


def _stored_scan(document, data, by, at):
    """Keep a scan as it is: cleaning it would break a digital signature."""
    if len(data) > MOST_SCAN_BYTES:
        raise CannotRecord(_("The file is larger than 30 MB."), "scan")
    try:
        kind = inspect(data).kind
    except NotAcceptable:
        kind = None
    if kind != Kind.PDF:
        raise CannotRecord(_("This is not a PDF that can be opened."), "scan")
    _check_for_malware(data)
    return files.store(
        stream=io.BytesIO(data),
        name=_file_name(document.title, document.code, "signed.pdf"),
        content_type=CONTENT_TYPES[Kind.PDF],
        by=by,
        at=at,
    )


def _check_for_malware(data):
    if refusal := REFUSALS.get(scan(data)):
        raise CannotRecord(str(refusal), "scan")


def _tell_frozen(document, by, at):
    detail = {"document": document.code, "kind": document.kind, "sha256": document.sha256}
    if document.replaces:
        detail["replaces"] = document.replaces.code
    _log(document, Act.REPLACE if document.replaces else Act.FREEZE, detail, by, at)


def _log(document, act, detail, by, at):
    public = document.audience == Audience.PUBLIC
    record(chain=document.chain, act=act, by=by, at=at, detail=detail, public=public)
