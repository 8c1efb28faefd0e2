"""A coordinator sees to entries that leave field or stage open."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.ecosystem import rules
from cauhien.ecosystem.actions import completing as actions
from cauhien.ecosystem.actions.refusals import CannotRegister
from cauhien.ecosystem.forms import AskForm, ReadingForm, Refusable
from cauhien.ecosystem.queries import completing as queries
from cauhien.ecosystem.queries.entries import BODY, STARTUP
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part

FORM = "ecosystem/form.html"


@login_required
@second_factor_required
def incomplete(request):
    """List what leaves field or stage open, first what nobody has seen to."""
    if not rules.may_moderate(request.user):
        raise Http404
    kind = STARTUP if request.GET.get("of") == "startups" else BODY
    rows = queries.incomplete(kind, request.user, localdate().year)
    ways = [(BODY, "?", _("Who helps start-ups")), (STARTUP, "?of=startups", _("start-ups"))]
    page = {
        "kind": kind,
        "page": page_of(rows, request.GET.get("page")),
        "ways": [
            {"url": url, "label": capfirst(label), "current": one == kind}
            for one, url, label in ways
        ],
    }
    return render(request, "ecosystem/incomplete.html", page)


@login_required
@second_factor_required
def read(request, kind, code):
    """Take down what a page says of an entry, with its words."""
    entry = _found(request, kind, code)
    if entry.owner_id:
        raise Http404
    known = entry.source_url or entry.website
    columns = queries.open_columns(entry)
    form = ReadingForm(request.POST or None, initial={"page": known}, open_columns=columns)

    def act(**about):
        actions.read(**about, readings=form.readings(), page=form.cleaned_data["page"])

    if form.is_valid() and _is_done(request, form, act, kind=kind, entry=entry):
        return _listed(kind)
    page = {
        "heading": _("Read field and stage on a page"),
        "said": _(
            "Tick only what the words of the page say. Where it says neither, leave both open."
        ),
        "to_read": known,
        "button": _("Save"),
    }
    return _shown(request, form, page | {"entry": entry})


@login_required
@second_factor_required
def ask(request, kind, code):
    """Ask whoever runs an entry to say for which fields and stages it is."""
    entry = _found(request, kind, code)
    form_class = Refusable if entry.owner_id else AskForm
    form = form_class(request.POST if request.method == "POST" else None)

    def act(**about):
        actions.ask_to_complete(**about, **form.cleaned_data)

    if form.is_valid() and _is_done(request, form, act, kind=kind, entry=entry):
        return _listed(kind)
    page = {
        "heading": _("Ask whoever runs it to complete it"),
        "said": _(
            "They get the link to the page where they say it; you then answer what they send."
        ),
        "button": _("Send"),
    }
    return _shown(request, form, page | {"entry": entry})


def _found(request, kind, code):
    if kind not in queries.KINDS:
        raise Http404
    rows = queries.incomplete(kind, request.user, localdate().year)
    return get_object_or_404(rows, code=code)


def _is_done(request, form, act, **about):
    """Do it and say so; a refusal goes to the form."""
    try:
        act(**about, by=request.user, at=now())
    except CannotRegister as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("Done."))
    return True


def _listed(kind):
    return redirect(reverse("ecosystem:open") + ("?of=startups" if kind == STARTUP else ""))


def _shown(request, form, page):
    return render_part(request, FORM, "form", page | {"form": form}, invalid=form.is_bound)
