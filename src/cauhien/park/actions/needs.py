"""What tenants need: said by them or the park, answered by the park, linked to what may meet it."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.core.subjects import subject
from cauhien.notices.actions import tell
from cauhien.park import rules
from cauhien.park.actions.refusals import CannotWrite, ask, ask_manager, log, made
from cauhien.park.models import Need, NeedLink
from cauhien.park.queries.parks import KIND
from cauhien.park.states import NEED_TRANSITIONS, Act, Linked, NeedState

ANSWERED = "park.answered"


@transaction.atomic
def ask_for(*, project, title, description, by, at):
    """Write down what a tenant needs; what the park itself writes is open at once."""
    ask(rules.may_ask(by, project))
    state = NeedState.OPEN if rules.may_manage(by) else NeedState.ASKED
    need = Need.objects.create(
        project=project, title=title, description=description, state=state, asked_at=at, asked_by=by
    )
    log(project.park, Act.NEED, by, at, project=project.code, need=need.code)
    return need


@transaction.atomic
def advance(*, need, to, answer, is_public, by, at):
    """Take a need on to another state with the park's answer, shown to everybody or not."""
    ask_manager(by)
    need = Need.objects.select_for_update(of=("self",)).get(pk=need.pk)
    if to != need.state and to not in NEED_TRANSITIONS.get(need.state, ()):
        raise CannotWrite(_("A need does not go this way."), "state")
    if to in (NeedState.MET, NeedState.CLOSED) and not answer.strip():
        raise CannotWrite(_("Say what became of it."), "answer")
    need.state, need.answer, need.is_public = to, answer.strip(), is_public
    need.answered_at, need.answered_by = at, by
    need.save(update_fields=["state", "answer", "is_public", "answered_at", "answered_by"])
    said = {"need": need.code, "state": str(to), "is_public": is_public}
    log(need.project.park, Act.ANSWER, by, at, project=need.project.code, **said)
    _tell(need, by, at)
    return need


def _tell(need, by, at):
    """Tell who asked, unless the park answers itself."""
    if need.asked_by != by:
        told = {"title": need.title, "state": need.state, "answer": need.answer}
        url = reverse("park:need", args=[need.code])
        about = {"subject": (KIND, need.project.code), "parameters": told, "url": url}
        tell(users=[need.asked_by], kind=ANSWERED, at=at, **about)


@transaction.atomic
def link(*, need, kind, code, reason, by, at):
    """Note that a problem, a technology or a laboratory may meet a need, and why."""
    ask_manager(by)
    code = code_of_link(code)
    if not may_be_linked(kind, code, by):
        raise CannotWrite(_("There is nothing of this kind under this code."), "code")
    stamp = {"at": at, "by": by}
    refusal = _("This is linked already.")
    found = made(
        NeedLink, refusal, "code", need=need, kind=kind, subject_code=code, reason=reason, **stamp
    )
    said = {"need": need.code, "kind": kind, "code": code, "reason": reason}
    log(need.project.park, Act.LINK, by, at, **said)
    return found


def code_of_link(said):
    """Return the code of what is linked; a whole address may be pasted."""
    return said.strip().rstrip("/").rpartition("/")[2]


def may_be_linked(kind, code, by):
    """Return whether there is a thing of a kind under a code that this user may see."""
    return kind in Linked.values and subject(kind).visible_to(by).filter(code=code).exists()
