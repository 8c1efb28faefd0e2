"""A drafted mechanism: its dated versions, the comments on them, and its use once adopted."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.hashing import hash_of
from cauhien.policies import rules
from cauhien.policies.actions.refusals import CannotDo
from cauhien.policies.actions.spreading import spread
from cauhien.policies.actions.steps import bear, locked, log, tell_of
from cauhien.policies.models import Comment, MechanismText, Use
from cauhien.policies.states import COMMENT_TRANSITIONS, Act, CommentState


@transaction.atomic
def write_text(*, mechanism, values, text, reason, by, at):
    """Keep a new version of the text of a draft; values: {column: value} of its head.

    Of what everybody reads already, the new head counts once it is put to consultation again.
    """
    mechanism = locked(mechanism)
    if not rules.may_write(by, mechanism):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    last = mechanism.texts.first()
    if last and not reason.strip():
        raise CannotDo(_("Say what has changed, and why."), "reason")
    version = MechanismText.objects.create(
        mechanism=mechanism,
        number=last.number + 1 if last else 1,
        text=text,
        head=values,
        reason=reason.strip(),
        sha256=hash_of(text),
        at=at,
        by=by,
    )
    if not mechanism.is_public:
        bear(mechanism, version)
    log(mechanism, Act.WRITE, by, at, version=version.number, basis=version.sha256)
    spread([mechanism], at=at)
    return version


@transaction.atomic
def send_comment(*, draft_code, mechanism, text, by, at):
    """Comment on the newest version of a text in consultation; sent twice it makes one."""
    if known := Comment.objects.filter(draft_code=draft_code).first():
        return known
    mechanism = locked(mechanism)
    if not rules.may_comment(mechanism, localdate(at)):
        raise CannotDo(_("Comments are no longer received."))
    comment = Comment.objects.create(
        draft_code=draft_code,
        mechanism=mechanism,
        version=mechanism.texts.first(),
        text=text,
        sent_at=at,
        sent_by=by,
    )
    log(mechanism, Act.COMMENT, by, at, comment=comment.code)
    return comment


def answer_comment(*, comment, is_published, answer, by, at):
    """Publish a comment with its answer, or leave it unpublished with the reason."""
    to = CommentState.PUBLISHED if is_published else CommentState.HIDDEN
    return advance_comment(comment=comment, to=to, answer=answer, by=by, at=at)


@transaction.atomic
def advance_comment(*, comment, to, answer, by, at):
    """Take a comment on to another state with what is said of it, if it goes this way."""
    mechanism = locked(comment.mechanism)
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if not rules.may_answer_comments(by, mechanism):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    if to not in COMMENT_TRANSITIONS.get(comment.state, ()):
        raise CannotDo(_("Somebody has answered this already."))
    if not answer.strip():
        raise CannotDo(_("Say why."), "answer")
    comment.state, comment.answer = to, answer.strip()
    comment.answered_at, comment.answered_by = at, by
    comment.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    is_published = to == CommentState.PUBLISHED
    act = Act.ANSWER_COMMENT if is_published else Act.HIDE_COMMENT
    log(mechanism, act, by, at, public=is_published, comment=comment.code)
    senders = [comment.sent_by] if comment.sent_by else []
    tell_of(mechanism, act, senders, by=by, at=at, answer=comment.answer)
    return comment


@transaction.atomic
def report_use(*, mechanism, values, by, at):
    """Report how a mechanism was used in a period. values: {column of Use: value}."""
    mechanism = locked(mechanism)
    if not rules.may_report_use(by, mechanism):
        raise CannotDo(_("This step is not yours, or it is no longer where it was."))
    if values["until_on"] < values["from_on"]:
        raise CannotDo(_("The last day lies before the first."), "until_on")
    if mechanism.valid_from and values["until_on"] < mechanism.valid_from:
        raise CannotDo(_("It was not in force as yet."), "until_on")
    if values["until_on"] > localdate(at):
        raise CannotDo(_("This day is still to come."), "until_on")
    if values["granted"] > values["applications"]:
        raise CannotDo(_("More are granted than applied for."), "granted")
    within = {"from_on__lte": values["until_on"], "until_on__gte": values["from_on"]}
    if mechanism.uses.filter(**within).exists():  # else the same applications count twice
        raise CannotDo(_("This period, or part of it, is reported already."), "from_on")
    use = Use.objects.create(mechanism=mechanism, at=at, by=by, **values)
    figures = {name: values[name] for name in ("applications", "granted")}
    period = f"{values['from_on'].isoformat()}/{values['until_on'].isoformat()}"
    log(mechanism, Act.REPORT_USE, by, at, public=True, period=period, **figures)
    return use
