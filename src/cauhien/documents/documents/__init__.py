"""The layout of official documents, and one function for each kind that returns its text."""

from cauhien.documents.documents.content import (
    Article,
    DocumentText,
    Envelope,
    Facts,
    Issuer,
    Items,
    Paragraph,
    Section,
    Signature,
    Table,
    as_json,
    illustrated,
    of_json,
)
from cauhien.documents.documents.docx import docx_bytes
from cauhien.documents.documents.issuing import in_language, issued_by
from cauhien.documents.documents.layout import file_title, laid_out
from cauhien.documents.documents.meetings import (
    Measure,
    Meeting,
    OpenedFile,
    Ranked,
    Score,
    acceptance_minutes,
    council_minutes,
    opening_minutes,
    score_sheet,
)
from cauhien.documents.documents.pdf import images, pdf
from cauhien.documents.documents.reports import (
    ReceivedFile,
    Result,
    certificate,
    decision,
    invitation,
    receipt,
    result_notice,
    submission,
)
from cauhien.documents.documents.wording import abbreviation_of

__all__ = [
    "Article",
    "DocumentText",
    "Envelope",
    "Facts",
    "Issuer",
    "Items",
    "Measure",
    "Meeting",
    "OpenedFile",
    "Paragraph",
    "Ranked",
    "ReceivedFile",
    "Result",
    "Score",
    "Section",
    "Signature",
    "Table",
    "abbreviation_of",
    "acceptance_minutes",
    "as_json",
    "certificate",
    "council_minutes",
    "decision",
    "docx_bytes",
    "file_title",
    "illustrated",
    "images",
    "in_language",
    "invitation",
    "issued_by",
    "laid_out",
    "of_json",
    "opening_minutes",
    "pdf",
    "receipt",
    "result_notice",
    "score_sheet",
    "submission",
]
