"""Minutes and score sheets: what a meeting heard, counted and concluded."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cauhien.documents.documents.content import (
    DocumentText,
    Facts,
    Items,
    Paragraph,
    Section,
    Table,
)
from cauhien.documents.documents.wording import in_its_language, moment_in_words
from cauhien.documents.states import Kind


@dataclass(frozen=True)
class Meeting:
    """When, where and with whom. present, absent, invited: "name, role" each."""

    starts_at: datetime
    place: str
    chair: str = ""
    secretary: str = ""
    ends_at: datetime | None = None
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    invited: tuple[str, ...] = ()

    def facts(self):
        return (
            (_("Time"), moment_in_words(self.starts_at)),
            (_("Place"), self.place),
            (_("Chair"), self.chair),
            (_("Secretary"), self.secretary),
        )


@dataclass(frozen=True)
class OpenedFile:
    """One file as it was found when it was opened."""

    code: str
    title: str
    received: str
    sha256: str
    finding: str


@dataclass(frozen=True)
class Ranked:
    """One file as the council judged it; all values as they are to be shown."""

    rank: str
    title: str
    score: str
    votes: str
    proposal: str


@dataclass(frozen=True)
class Score:
    criterion: str
    most: str
    given: str
    reason: str


@dataclass(frozen=True)
class Measure:
    """One indicator of a pilot: as planned and as measured, each as it is to be shown."""

    indicator: str
    baseline: str
    target: str
    measured: str
    finding: str


@in_its_language
def opening_minutes(envelope, *, about, meeting, files, remarks=(), procedure=""):
    """Biên bản mở hồ sơ. files: of OpenedFile. procedure: how the files were opened."""
    columns = (
        _("Code"), _("Name of the file"), _("Received"), _("Fingerprint (SHA-256)"), _("Finding")
    )  # fmt: skip
    rows = tuple((f.code, f.title, f.received, f.sha256, f.finding) for f in files)
    count = _("Files opened: %(count)s") % {"count": len(rows)}
    table = Table(columns, rows, shares=(1.5, 1.8, 1.2, 2.4, 1.3))
    blocks = [
        *_attendance(meeting),
        Section(_("Proceedings")),
        *_paragraph(procedure),
        Paragraph(count),
        *((table,) if rows else ()),
        *_listed(_("Remarks"), remarks),
        *_end(meeting),
    ]
    return DocumentText(Kind.OPENING_MINUTES, envelope, about, tuple(blocks))


@in_its_language
def council_minutes(envelope, *, about, meeting, proceedings, ranking, conclusions):
    """Biên bản họp hội đồng. proceedings: blocks in the order of the agenda. ranking: of Ranked.

    conclusions: what the council proposes, with conditions and dissent, one text each.
    """
    columns = (_("Rank"), _("Name of the file"), _("Score"), _("Votes"), _("Proposal"))
    rows = tuple((r.rank, r.title, r.score, r.votes, r.proposal) for r in ranking)
    table = Table(columns, rows, shares=(0.8, 2.6, 1.2, 1.8, 1.6), figures=(2,))
    blocks = [
        *_attendance(meeting),
        Section(_("Proceedings")),
        *proceedings,
        *((Section(_("Result of the scoring")), table) if rows else ()),
        *_listed(_("Conclusions"), conclusions),
        *_end(meeting),
    ]
    return DocumentText(Kind.COUNCIL_MINUTES, envelope, about, tuple(blocks))


@in_its_language
def meeting_minutes(envelope, *, about, meeting, proceedings, conclusions):
    """Biên bản họp, of a meeting outside calls. proceedings: blocks in the order of the agenda.

    conclusions: what was agreed, one text each.
    """
    blocks = [
        *_attendance(meeting),
        *proceedings,
        *_listed(_("Conclusions"), conclusions),
        *_end(meeting),
    ]
    return DocumentText(Kind.MEETING_MINUTES, envelope, about, tuple(blocks))


@in_its_language
def acceptance_minutes(envelope, *, about, meeting, measures, findings=(), conclusions=()):
    """Biên bản nghiệm thu thí điểm. measures: of Measure."""
    columns = (_("Indicator"), _("Baseline"), _("Target"), _("Measured"), _("Finding"))
    rows = tuple((m.indicator, m.baseline, m.target, m.measured, m.finding) for m in measures)
    table = Table(columns, rows, shares=(2.4, 1.2, 1.2, 1.8, 1.4), figures=(1, 2, 3))
    blocks = [
        *_attendance(meeting),
        *((Section(_("What was measured")), table) if rows else ()),
        *_listed(_("Findings"), findings),
        *_listed(_("Conclusions"), conclusions),
        *_end(meeting),
    ]
    return DocumentText(Kind.ACCEPTANCE_MINUTES, envelope, about, tuple(blocks))


@in_its_language
def score_sheet(envelope, *, about, facts, scores, total, comment=""):
    """Phiếu đánh giá. facts: reviewer, role, statement on conflicts. total: (most, given)."""
    columns = (_("Item no."), _("Criterion"), _("Maximum"), _("Score"), _("Reason"))
    rows = [
        (str(number), s.criterion, s.most, s.given, s.reason)
        for number, s in enumerate(scores, start=1)
    ]
    rows.append(("", _("Total"), *total, ""))
    table = Table(columns, tuple(rows), shares=(0.5, 2.2, 0.9, 0.8, 3), figures=(2, 3))
    blocks = (Facts(tuple(facts)), table, *_paragraph(comment, f"{_('Proposal')}:"))
    return DocumentText(Kind.SCORE_SHEET, envelope, about, blocks)


def _attendance(meeting):
    return [
        Facts(meeting.facts()),
        *_listed(_("Present"), meeting.present),
        *_listed(_("Absent"), meeting.absent),
        *_listed(_("Invited"), meeting.invited),
    ]


def _listed(title, items):
    return [Section(title), Items(tuple(items))] if items else []


def _paragraph(text, lead=""):
    return [Paragraph(text, lead)] if text else []


def _end(meeting):
    if meeting.ends_at is None:
        return []
    ended = _("The meeting ended at %(moment)s; the minutes were read and agreed to.")
    return [Paragraph(ended % {"moment": moment_in_words(meeting.ends_at)})]
