"""The kinds of official documents, who signs them how, and who may read them."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    SUBMISSION = "submission", _("submission to leadership")
    DECISION = "decision", _("decision")
    INVITATION = "invitation", _("invitation")
    OPENING_MINUTES = "opening_minutes", _("minutes of the opening of files")
    COUNCIL_MINUTES = "council_minutes", _("minutes of the council")
    MEETING_MINUTES = "meeting_minutes", _("minutes of a meeting of members")
    SCORE_SHEET = "score_sheet", _("score sheet")
    RESULT_NOTICE = "result_notice", _("notice of the result")
    ACCEPTANCE_MINUTES = "acceptance_minutes", _("minutes of the acceptance of a pilot")
    CERTIFICATE = "certificate", _("certificate of the result")
    RECEIPT = "receipt", _("receipt for a file")
    ELIGIBILITY = "eligibility", _("result of a self-check")
    CONTRIBUTIONS = "contributions", _("record of contributions")
    BRIEF = "brief", _("brief for leadership")


class DatePlace(TextChoices):
    """Where a kind of document carries its date."""

    HEAD = "head"
    SIGNATURE = "signature"
    TEXT = "text"


@dataclass(frozen=True)
class Form:
    """How a kind of document is laid out.

    title: what stands over it. abbreviation: in its sign, as the decree lists them; empty where
    it bears no number. closes: whether its text ends with "./.".
    """

    title: str | Promise
    abbreviation: str
    date: DatePlace = DatePlace.HEAD
    closes: bool = True


_MINUTES = Form(_("MINUTES"), "BB", DatePlace.TEXT, closes=False)
FORMS = {
    Kind.SUBMISSION: Form(_("SUBMISSION"), "TTr"),
    Kind.DECISION: Form(_("DECISION"), "QĐ"),
    Kind.INVITATION: Form(_("INVITATION"), "GM"),
    Kind.OPENING_MINUTES: _MINUTES,
    Kind.COUNCIL_MINUTES: _MINUTES,
    Kind.MEETING_MINUTES: _MINUTES,
    Kind.SCORE_SHEET: Form(_("SCORE SHEET"), "", DatePlace.SIGNATURE, closes=False),
    Kind.RESULT_NOTICE: Form(_("NOTICE"), "TB"),
    Kind.ACCEPTANCE_MINUTES: _MINUTES,
    Kind.BRIEF: Form(_("REPORT"), "", closes=False),  # read and thrown away: in no register
    # The decree lists no abbreviation of these two; offices write them so.
    Kind.CERTIFICATE: Form(_("CERTIFICATE"), "GCN", closes=False),
    Kind.RECEIPT: Form(_("RECEIPT"), "GBN", closes=False),
    Kind.CONTRIBUTIONS: Form(_("RECORD OF CONTRIBUTIONS"), "", closes=False),
    Kind.ELIGIBILITY: Form(_("RESULT OF A SELF-CHECK"), "", closes=False),
}


class Authority(TextChoices):
    """By what right somebody signs: decree 30/2020, article 13."""

    OWN = "", _("signs as the head")
    ON_BEHALF = "TM.", _("on behalf of a collective body")
    ACTING = "Q.", _("given the powers of the head")
    DEPUTY = "KT.", _("deputy for the head")
    BY_ORDER = "TL.", _("by standing order of the head")
    BY_PROXY = "TUQ.", _("by written proxy of the head")


class Audience(TextChoices):
    """Who of those who may see the subject may see a document about it too."""

    PUBLIC = "public", _("everybody who sees what it is about")
    STAFF = "staff", _("the office and the staff of the case")
    CASE = "case", _("the staff of the case and the persons named")
    NAMED = "named", _("the persons named and the auditor")


class Format(TextChoices):
    DOCX = "docx", "DOCX"
    PDF = "pdf", "PDF"


class Act(TextChoices):
    """What people do with a document, as the log of its subject says it."""

    FREEZE = "document_freeze", _("document made")
    REPLACE = "document_replace", _("document made anew; it replaces an earlier one")
    RECORD = "document_record", _("number, date and signed scan of a document recorded")
