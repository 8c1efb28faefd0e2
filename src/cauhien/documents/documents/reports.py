"""Documents that ask, decide, tell and attest: each as its model in decree 30/2020, annex III."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from cauhien.documents.documents.content import (
    Article,
    Block,
    DocumentText,
    Facts,
    Items,
    Paragraph,
    Section,
    Table,
)
from cauhien.documents.documents.wording import in_its_language
from cauhien.documents.states import Kind


@dataclass(frozen=True)
class Result:
    """What became of one initiative. score: as it is to be shown; outcome: in words."""

    code: str
    title: str
    team: str
    outcome: str
    score: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReceivedFile:
    name: str
    size: str
    sha256: str


@in_its_language
def submission(envelope, *, about, to, bases=(), blocks=(), request=""):
    """Tờ trình. to: whom it is put to. blocks: the text. request: what leadership is asked for."""
    asked = (Paragraph(request),) if request else ()
    return DocumentText(
        Kind.SUBMISSION, envelope, about, (*blocks, *asked), to=tuple(to), bases=tuple(bases)
    )


@in_its_language
def decision(envelope, *, about, authority, bases, articles, carried_out_by, reasons=()):  # noqa: PLR0913 - the parts of its model
    """Quyết định. authority: who decides ("Giám đốc Sở …"). articles: Article or plain text.

    carried_out_by: who does it, named in the last article, to which the recipients refer.
    reasons: blocks put after the articles as a section of their own.
    """
    numbered = [one if isinstance(one, Article) else Article(one) for one in articles]
    numbered.append(Article(_("%(who)s carry out this decision.") % {"who": carried_out_by}))
    first = _("As in Article %(number)s") % {"number": len(numbered)}
    envelope = replace(envelope, recipients=(first, *envelope.recipients))
    told = (Section(_("Reasons")), *reasons) if reasons else ()
    return DocumentText(
        Kind.DECISION,
        envelope,
        about,
        (*numbered, *told),
        authority=authority,
        bases=tuple(bases),
        order=_("DECIDES:"),
    )


@in_its_language
def result_notice(envelope, *, about, opening, results, blocks=(), review=""):
    """Thông báo kết quả. opening: what was decided, by whom and when. results: of Result.

    review: until when and how a request for review can be made.
    """
    columns = [_("Code"), _("Name of the file"), _("Team"), _("Result"), _("Reason")]
    rows = [(r.code, r.title, r.team, r.outcome, r.reason) for r in results]
    told = len(columns) if any(r.reason for r in results) else -1  # else they stand below
    shown = tuple(row[:told] for row in rows)
    shares = (0.8, 2.4, 1.8, 1.6, 2.2)[:told]
    table = (Table(tuple(columns[:told]), shown, shares=shares),) if rows else ()
    asked = (Paragraph(review),) if review else ()
    return DocumentText(
        Kind.RESULT_NOTICE, envelope, about, (Paragraph(opening), *table, *blocks, *asked)
    )


@in_its_language
def certificate(envelope, *, about, holder, statement, facts=()):
    """Giấy chứng nhận kết quả. holder: whose result it is. facts: pairs of name and value."""
    certifies = _("%(issuer)s certifies:") % {"issuer": envelope.issuer.name}
    pairs = ((_("Holder"), holder), *facts)
    blocks = (Paragraph(certifies), Facts(pairs), Paragraph(statement))
    return DocumentText(Kind.CERTIFICATE, envelope, about, blocks)


@in_its_language
def receipt(envelope, *, about, sender, facts=(), files=(), note=""):
    """Giấy biên nhận hồ sơ. files: of ReceivedFile. note: how the receipt can be checked."""
    received = _("%(issuer)s has received the file described below.")
    pairs = ((_("Submitted by"), sender), *facts)
    columns = (_("Item no."), _("File"), _("Size"), _("Fingerprint (SHA-256)"))
    rows = tuple(
        (str(number), one.name, one.size, one.sha256) for number, one in enumerate(files, start=1)
    )
    opening = Paragraph(received % {"issuer": envelope.issuer.name})
    blocks: tuple[Block, ...] = (opening, Facts(pairs))
    if rows:
        blocks += (Table(columns, rows, shares=(0.5, 2.6, 1, 3.2), figures=(2,)),)
    return DocumentText(Kind.RECEIPT, envelope, about, blocks, legal_note=note)


@in_its_language
def invitation(envelope, *, about, guests, meeting, notes=()):
    """Giấy mời. guests: names of persons or bodies. meeting: a Meeting."""
    invites = _("%(issuer)s respectfully invites:") % {"issuer": envelope.issuer.name}
    facts = ((_("To attend"), about), *meeting.facts())
    blocks: tuple[Block, ...] = (Paragraph(invites), Items(tuple(guests)), Facts(facts))
    blocks += tuple(map(Paragraph, notes))
    return DocumentText(Kind.INVITATION, envelope, about, blocks)


@in_its_language
def self_check(envelope, *, about, blocks):
    """Kết quả tự tra cứu: what the site computed from somebody's answers; nobody issues it."""
    return DocumentText(Kind.ELIGIBILITY, envelope, about, tuple(blocks))


@in_its_language
def contributions(envelope, *, about, holder, statement, facts=()):
    """Giấy ghi nhận đóng góp: what the site counted of somebody; nobody issues it."""
    pairs = ((_("Holder"), holder), *facts)
    return DocumentText(Kind.CONTRIBUTIONS, envelope, about, (Facts(pairs), Paragraph(statement)))


@in_its_language
def brief(envelope, *, about, blocks, note=""):
    """Báo cáo nhanh, on one sheet. blocks: the text. note: for whom it was made, and of what."""
    return DocumentText(Kind.BRIEF, envelope, about, tuple(blocks), legal_note=note)
