"""Whoever runs something registers it here; the moderator answers."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.subjects import subject
from cauhien.ecosystem import rules
from cauhien.ecosystem.actions import registrations as actions
from cauhien.ecosystem.actions.refusals import CannotRegister
from cauhien.ecosystem.forms import FORMS, ReasonForm, Refusable, RemovalForm
from cauhien.ecosystem.queries import registrations as queries
from cauhien.ecosystem.queries.entries import entries_for, mentors_for
from cauhien.ecosystem.states import WAYS, Aim, EntryKind, EventKind, RegistrationAct
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part

FORM = "ecosystem/form.html"
NEW = {
    EntryKind.STARTUP: gettext_lazy("Register a start-up"),
    EntryKind.BODY: gettext_lazy("Register a body, a programme or a competition"),
    EntryKind.EVENT: gettext_lazy("Register a round, a demo day or another event"),
    EntryKind.MENTOR: gettext_lazy("Register yourself as a mentor"),
}


@dataclass(frozen=True)
class Step:
    """An act on the page of a registration, by a button; with a reason it leads to a form."""

    act: RegistrationAct
    button: str | Promise
    tone: str = ""


STEPS = {
    "accept": Step(RegistrationAct.ACCEPT, gettext_lazy("Accept the registration")),
    "ask-back": Step(RegistrationAct.ASK_BACK, gettext_lazy("Ask back"), "second"),
    "refuse": Step(RegistrationAct.REFUSE, gettext_lazy("Refuse with a reason"), "second"),
    "withdraw": Step(RegistrationAct.WITHDRAW, gettext_lazy("Withdraw the registration"), "plain"),
}


@login_required
def choose(request):
    """Show what can be registered."""
    return render(request, "ecosystem/choose.html", {"whats": NEW.items()})


@login_required
def new(request, kind):
    if kind not in NEW or not rules.may_register(request.user):
        raise Http404
    form = FORMS[kind](request.POST or None)
    return _filled(request, form, kind=kind, aim=Aim.ADD, heading=NEW[kind])


@login_required
def invest(request, code):
    """Let somebody tell of money that a start-up got."""
    startup = get_object_or_404(entries_for(EntryKind.STARTUP, request.user), code=code)
    if not rules.may_register(request.user):
        raise Http404
    form = FORMS[EntryKind.INVESTMENT](request.POST or None)
    heading = _("Enter an investment")
    asked = {"kind": EntryKind.INVESTMENT, "aim": Aim.ADD, "heading": heading}
    return _filled(request, form, **asked, about=startup, more={"startup": startup.code})


@login_required
def announce(request, code):
    """Let somebody tell of a round of applications, or another date, of a body."""
    body = get_object_or_404(entries_for(EntryKind.BODY, request.user), code=code)
    if not rules.may_register(request.user):
        raise Http404
    known = {"kind": EventKind.ROUND, "zone": body.zone, "website": body.website}
    said = {name: getattr(body, name) for name in ("topics", "stages")}
    form = FORMS[EntryKind.EVENT](request.POST or None, initial=known | said)
    heading = _("Enter a round of applications")
    asked = {"kind": EntryKind.EVENT, "aim": Aim.ADD, "heading": heading}
    return _filled(request, form, **asked, about=body, more={"body": body.code})


@login_required
def leave(request, code):
    """Let a mentor disappear at once."""
    mentor = get_object_or_404(mentors_for(request.user), code=code)
    if mentor.owner_id != request.user.pk:
        raise PermissionDenied
    if request.method == "POST":
        actions.leave(mentor=mentor, by=request.user, at=now())
        messages.success(request, _("You are no longer listed as a mentor."))
        return redirect("ecosystem:home")
    page = {"heading": _("Leave as a mentor"), "entry": mentor, "button": _("Leave at once")}
    return render(request, FORM, page)


@login_required
def change(request, kind, code):
    """Show the words of an entry to whoever may ask for others."""
    entry = _changeable(request.user, kind, code)
    said = {name: getattr(entry, name, None) for name in FORMS[kind].base_fields}
    form = FORMS[kind](request.POST or None, initial=said)
    heading = _("Change what is listed")
    return _filled(request, form, kind=kind, aim=Aim.CHANGE, heading=heading, entry=entry)


@login_required
def remove(request, kind, code):
    entry = _changeable(request.user, kind, code)
    form = RemovalForm(request.POST or None)
    heading = _("Have it taken off the list")
    return _filled(request, form, kind=kind, aim=Aim.REMOVE, heading=heading, entry=entry)


def _changeable(user, kind, code):
    if kind not in FORMS:
        raise Http404
    entry = get_object_or_404(entries_for(kind, user), code=code)
    if not rules.may_change(user, entry):
        raise PermissionDenied
    return entry


def _filled(request, form, *, heading, entry=None, about=None, more=None, **asked):
    """Send what a form says, or show the form. about: of what it speaks, where that has a page.

    more: {column: value} that the address says.
    """
    about = about or entry
    if form.is_valid():
        values = form.columns() | (more or {})
        said = {"values": values, "standing": form.cleaned_data["standing"]}
        said["title"] = values.get("name_vi") or str(about)
        try:
            sent = actions.send(
                asked=actions.Asked(**asked, **said), entry=entry, by=request.user, at=now()
            )
        except CannotRegister as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The moderator answers; you are told."))
            return redirect("ecosystem:registration", code=sent.code)
    waits = entry and queries.open_about(asked["kind"], entry)
    page = {"heading": heading, "form": form, "entry": about, "waits": waits, "button": _("Send")}
    return render_part(request, FORM, "form", page, invalid=form.is_bound)


@login_required
@second_factor_required
def registrations(request):
    """Show what one has sent oneself, and to the moderator what waits."""
    page = {
        "waiting": queries.waiting_for(request.user),
        "may_moderate": rules.may_moderate(request.user),
        "page": page_of(queries.sent_by(request.user), request.GET.get("page")),
    }
    return render(request, "ecosystem/registrations.html", page)


@login_required
@second_factor_required
def registration(request, code):
    found = get_object_or_404(queries.registrations_for(request.user), code=code)
    acts = rules.acts_for(request.user, found)
    entry = queries.entry_of(found)
    page = {
        "registration": found,
        "there": "" if entry is None or entry.removed_at else _address_of(found.kind, entry),
        "told": queries.told(found, entry),
        "may_edit": RegistrationAct.SEND_AGAIN in acts and found.aim != Aim.REMOVE,
        "steps": [(name, step) for name, step in STEPS.items() if step.act in acts],
    }
    return render(request, "ecosystem/registration.html", page)


def _address_of(kind, entry):
    """Return the address of the page on which everybody sees an entry."""
    if kind == EntryKind.INVESTMENT:
        kind, entry = EntryKind.STARTUP, entry.startup
    return reverse(subject(kind).url_name, args=[entry.code])


@login_required
@second_factor_required
def edit(request, code):
    """Let whoever sent a registration put other words into it, as long as it is open."""
    found = get_object_or_404(queries.registrations_for(request.user), code=code)
    if found.aim == Aim.REMOVE or not rules.may(request.user, found, RegistrationAct.SEND_AGAIN):
        raise PermissionDenied
    said = queries.values_of(found) | {"standing": found.standing}
    form = FORMS[found.kind](request.POST or None, initial=said)
    if form.is_valid():
        values = found.values | form.columns()
        words = {"values": values, "standing": form.cleaned_data["standing"]}
        try:
            actions.send_again(registration=found, **words, by=request.user, at=now())
        except CannotRegister as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The moderator answers; you are told."))
            return redirect("ecosystem:registration", code=code)
    page = {"heading": _("Change the registration"), "form": form, "button": _("Send")}
    return render_part(request, FORM, "form", page, invalid=form.is_bound)


@login_required
@second_factor_required
def act(request, code, step):
    """Do a step of a registration, or show the form for its reason."""
    found = get_object_or_404(queries.registrations_for(request.user), code=code)
    chosen = STEPS.get(step)
    if chosen is None or (request.method != "POST" and not WAYS[chosen.act].needs_reason):
        raise Http404
    if not rules.may(request.user, found, chosen.act):
        raise PermissionDenied
    form_class = ReasonForm if WAYS[chosen.act].needs_reason else Refusable
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            said = {"reason": form.cleaned_data.get("reason", "")}
            actions.advance(registration=found, act=chosen.act, by=request.user, at=now(), **said)
        except CannotRegister as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Done."))
            return redirect("ecosystem:registration", code=code)
    page = {"heading": chosen.button, "lead": str(found), "form": form, "button": chosen.button}
    return render_part(request, FORM, "form", page, invalid=form.is_bound)
