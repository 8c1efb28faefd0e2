"""The tab "Decision" of a case file: drafted, signed, published, and what follows of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.challenges.rules.initiative import may_lead
from cauhien.core.hashing import hash_of
from cauhien.review import rules
from cauhien.review.actions import decision as acts
from cauhien.review.documents import result_in_words, route_in_words
from cauhien.review.forms import ReasonForm
from cauhien.review.forms.decision import DecisionForm
from cauhien.review.queries import decision as decisions
from cauhien.review.queries import published
from cauhien.review.states import DecisionKind
from cauhien.review.views.council import case
from cauhien.ui.render import render_part


def decision(request, code):
    """What was decided, for everybody; whoever decides begins here."""
    challenge, user = case(request, code), request.user
    shown = published.shown_decisions(user, challenge)
    newest = shown[0].decision if shown else None
    own = next((one for one in _own(shown) if may_lead(user, one)), None)
    meeting = decisions.meeting_of(challenge) if newest else None
    page = {
        "challenge": challenge,
        "shown": shown,
        "newest": newest,
        "own": own,
        "meeting": meeting,
        "sees_minutes": meeting is not None and rules.may_see_minutes(user, meeting.council),
        "requests": published.shown_requests(user, challenge, shown) if newest else (),
        "route": route_in_words() if newest else "",
        "may": _may(user, challenge, shown, own),
    }
    return render(request, "review/decision/decision.html", page)


@second_factor_required
def write(request, code, kind=DecisionKind.FIRST):
    """Draft a decision beside what the council recommended; seen by nobody else."""
    return write_for(request, case(request, code), kind)


def write_for(request, challenge, kind, answers=None):
    """Show and save the draft of one kind; answers: the request that the change answers."""
    user, standing = request.user, _standing(challenge, kind)
    if not acts.may_write(user, challenge, kind, answers, standing):
        raise PermissionDenied
    draft = decisions.draft_of(user, challenge)
    said = decisions.written(challenge, kind, draft, standing)
    form = DecisionForm(
        request.POST or None,
        challenge=challenge,
        kind=kind,
        said=said,
        draft=draft,
        changes=answers.decision if answers else None,
    )
    if form.is_valid() and _is_saved(request, challenge, kind, answers, form):
        draft = decisions.draft_of(user, challenge)
        if request.POST.get("then") != "sign":
            messages.success(request, _("The draft is saved. Nobody but you sees it."))
            return redirect(request.path)
        if not (missing := decisions.missing_in(draft, form.written())):
            return redirect("review:sign", code=challenge.code)
        form.show(missing)
    page = {
        "challenge": challenge,
        "kind": kind,
        "answers": answers,
        "form": form,
        "meeting": decisions.meeting_of(challenge) if kind == DecisionKind.FIRST else None,
        "saved": draft if draft and draft.kind == kind else None,
        "revision": draft.revision if draft and draft.kind == kind else 0,
    }
    return render_part(request, "review/decision/write.html", "form", page, invalid=form.is_bound)


def _standing(challenge, kind):
    """Return what was decided last, where the next of the reserve list is sought in it."""
    return decisions.standing_lines(challenge) if kind == DecisionKind.RESERVE else None


@signature_required
def sign(request, code):
    """Read the frozen text and sign it with a second factor."""
    challenge, user = case(request, code), request.user
    draft = decisions.draft_of(user, challenge) if user.is_authenticated else None
    standing = _standing(challenge, draft.kind) if draft else None
    if draft is None or not acts.may_write(user, challenge, draft.kind, draft.answers, standing):
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        try:
            acts.sign_decision(
                decision=draft, sha256=request.POST.get("sha256", ""), by=user, at=now()
            )
            messages.success(request, _("Signed and published. Every team is told."))
            return redirect("review:decision", code=code)
        except acts.CannotDecide as found:
            refusal = found
    said = decisions.written(challenge, draft.kind, draft, standing)
    criteria = list(decisions.criteria_of(challenge))
    page = {
        "challenge": challenge,
        "draft": draft,
        "files": [_read(one, criteria) for one in said],
        "missing": decisions.missing_in(draft, said, criteria),
        "sha256": hash_of(decisions.content_of(draft, said)),
        "refusal": refusal,
    }
    status = 422 if refusal else 200
    return render(request, "review/decision/sign.html", page, status=status)


@login_required
def send_back(request, code):
    """Give the recommendation back to the council, with the reason."""
    challenge = case(request, code)
    if not rules.may_send_back(request.user, challenge):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            acts.send_back(challenge=challenge, reason=reason, by=request.user, at=now())
            messages.success(request, _("The council takes up its work again."))
            return redirect("review:decision", code=code)
        except acts.CannotDecide as refusal:
            form.add_error(None, str(refusal))
    page = {"challenge": challenge, "form": form}
    return render_part(
        request, "review/decision/send_back.html", "form", page, invalid=form.is_bound
    )


@signature_required
def end(request, code):
    """End a call for which no file is selected."""
    challenge = case(request, code)
    if not _may_end(request.user, challenge, localdate()):
        raise PermissionDenied
    refusal = None
    if request.method == "POST":
        try:
            acts.end_without_choice(challenge=challenge, by=request.user, at=now())
            messages.success(request, _("The call has ended without a chosen file."))
            return redirect("review:decision", code=code)
        except acts.CannotDecide as found:
            refusal = found
    page = {"challenge": challenge, "refusal": refusal}
    return render(request, "review/decision/end.html", page, status=422 if refusal else 200)


def _own(shown):
    return [file.initiative for one in shown for file in one.files if file.is_own]


def _may(user, challenge, shown, own):
    """Return which acts the page offers."""
    newest = shown[0].decision if shown else None
    may = {
        "decide": rules.may_decide(user, challenge),
        "send_back": rules.may_send_back(user, challenge),
    }
    if newest and rules.may_decide_again(user, challenge):
        lines = decisions.standing_of([one.decision for one in shown]).values()
        may["reserve"] = decisions.next_in_reserve(lines) is not None
        may["end"] = decisions.is_over(newest, lines, localdate())
    may["ask"] = own is not None and rules.may_ask_for_review(user, own, newest, now())
    return may


def _may_end(user, challenge, on):
    newest = decisions.signed_decisions(challenge).first()
    lines = decisions.standing_lines(challenge).values()
    is_over = newest is not None and decisions.is_over(newest, lines, on)
    return is_over and rules.may_end_without(user, challenge)


def _is_saved(request, challenge, kind, answers, form):
    """Save what was entered; where it cannot be, say so in the form."""
    try:
        acts.save_decision(
            challenge=challenge,
            kind=kind,
            texts=form.texts(),
            said=form.written(),
            revision=form.cleaned_data["revision"],
            by=request.user,
            at=now(),
            answers=answers,
        )
    except acts.CannotDecide as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _read(said, criteria):
    """Return one file as the one who signs reads it."""
    return {
        "said": said,
        "result": result_in_words(said.outcome, said.reserve_place),
        "team": decisions.team_name(said.initiative),
        "reasons": [
            (one, said.reason(one.number), said.reason(one.number, "en")) for one in criteria
        ],
    }
