"""A person asks about what is said of them; the data steward answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.city import days_to_answer_people
from cauhien.network import queries, rules
from cauhien.network.actions import requests as actions
from cauhien.network.forms import ASKING, FORMS, AnswerForm
from cauhien.network.queries import asking
from cauhien.network.states import PersonRequestState, RequestKind
from cauhien.notices.actions import CannotUse, opened_link
from cauhien.ui.errors import too_many
from cauhien.ui.render import render_part
from cauhien.ui.words import day

PER_PAGE = 30


def ask(request, code, kind):
    """Take what a person asks for; nobody needs an account for it."""
    person = get_object_or_404(queries.people_listed(request.user), code=code)
    if kind not in RequestKind:
        raise Http404
    is_own = rules.is_own(request.user, person)
    account = rules.own_account(request.user)
    form = FORMS[kind](
        request.POST if request.method == "POST" else None,
        person=person,
        works=queries.works_to_disown(person) if kind == RequestKind.CORRECTION else [],
        is_known=account is not None,
        is_own=is_own,
    )
    if form.is_bound and (seconds := ASKING.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid() and (asked := _asked(form, person, kind, account)):
        return _done(request, asked, person)
    page = {
        "person": person,
        "kind": kind,
        "form": form,
        "is_own": is_own,
        "days": days_to_answer_people(),
    }
    return render_part(request, "network/ask.html", "form", page, invalid=form.is_bound)


def _asked(form, person, kind, account):
    try:
        return actions.ask(
            person=person,
            kind=kind,
            written=form.written(get_language()),
            by=account,
            at=now(),
        )
    except actions.CannotAsk as refusal:
        form.refuse(refusal)
        return None


def _done(request, asked, person):
    if asked.state == PersonRequestState.GRANTED:
        messages.success(request, _("Done."))
        is_gone = asked.kind == RequestKind.LEAVING
        return redirect("network:people") if is_gone else redirect("network:person", person.code)
    said = _("Received. You are answered by %(day)s.") % {"day": day(asked.due_at)}
    messages.success(request, said)
    if asked.user:
        return redirect("network:request", asked.code)
    return redirect("network:person", person.code)


def confirm(request, token):
    """Let whoever asked show that they read mail at the address that they gave."""
    try:
        if request.method == "POST":
            actions.confirm_address(token=token, at=now())
        else:
            opened_link(token, purpose=actions.CONFIRM, at=now())
    except CannotUse as refusal:
        return render(request, "network/confirm.html", {"refusal": str(refusal)}, status=410)
    return render(request, "network/confirm.html", {"is_done": request.method == "POST"})


@login_required
@second_factor_required
def requests(request):
    """List what persons ask for, what waits first."""
    if not rules.may_see_requests(request.user):
        raise PermissionDenied
    found = asking.requests_for(request.user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "network/requests.html", {"page": page, "at": now()})


@login_required
@second_factor_required
def show(request, code):
    """Show a request; the data steward answers it here."""
    found = get_object_or_404(asking.requests_for(request.user), code=code)
    may_answer = found.is_waiting and rules.may_answer_requests(request.user)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        if form.is_valid() and _answered(request, found, form):
            messages.success(request, _("Answered. Whoever asked is told."))
            return redirect("network:requests")
    page = {
        "case": found,
        "form": form if may_answer else None,
        "asked": asking.asked_of(found),
        "is_late": found.is_waiting and found.due_at < now(),
    }
    return render_part(request, "network/request.html", "form", page, invalid=form.is_bound)


def _answered(request, found, form):
    said = {"request": found, "answer": form.cleaned_data["answer"], "by": request.user}
    try:
        if request.POST.get("then") == "grant":
            actions.grant(identity=form.cleaned_data["identity"], at=now(), **said)
        else:
            actions.refuse(at=now(), **said)
    except actions.CannotAnswer as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True
