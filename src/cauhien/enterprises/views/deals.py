"""The deals over an offer or a need, before their two sides."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.enterprises import actions, charts, queries, rules
from cauhien.enterprises.forms.deals import AskForm, EndForm, ProposeForm, ReplyForm
from cauhien.enterprises.models import TechnologyNeed
from cauhien.enterprises.states import STAGES
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part


@second_factor_required
def deals(request):
    """List the deals of which one is a side."""
    page = page_of(queries.deals_for(request.user), request.GET.get("page"))
    return render(request, "enterprises/deals.html", {"page": page})


def figures(request):
    """Show how far deals come, without names; nothing while so few have any."""
    found = queries.deal_figures()
    page = {
        "figures": found,
        "chart": found and charts.deals_chart(found),
        "least": queries.LEAST_ENTERPRISES,
    }
    return render(request, "enterprises/deal_figures.html", page)


@second_factor_required
def ask_for_offer(request, code):
    return _ask(request, get_object_or_404(queries.offers_for(request.user), code=code))


@second_factor_required
def ask_for_need(request, code):
    return _ask(request, get_object_or_404(queries.needs_for(request.user), code=code))


def _ask(request, thing):
    if not rules.is_open_to(request.user, thing):
        raise PermissionDenied
    sides = queries.sides_of(request.user, thing)
    if not sides:
        messages.info(request, _("You ask in the name of an organisation: register it here first."))
        return redirect("enterprises:mine")
    form = AskForm(request.POST or None, sides=sides, is_need=isinstance(thing, TechnologyNeed))
    if form.is_valid():
        try:
            deal = actions.begin_deal(thing=thing, **form.said(), by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The other side is told."))
            return redirect("enterprises:deal", code=deal.code)
    page = {"thing": thing, "form": form}
    return render_part(request, "enterprises/deal_ask.html", "form", page, invalid=form.is_bound)


@second_factor_required
def deal(request, code):
    """Show a deal to its two sides: how far it is, what was proposed and answered when."""
    return _page(request, _own(request, code))


def _page(request, found, **forms):
    user = request.user
    step = queries.waiting_step(found)
    is_owner = rules.is_owner(user, found)
    page = {
        "deal": found,
        "is_owner": is_owner,
        "steps": found.steps.all(),
        "waiting": step,
        "is_asked": step and step.by_owner != is_owner,
        "may_propose": bool(queries.next_acts(user, found)),
        "may_end": rules.may_end(user, found),
        "problem": queries.problem_of(found, user),
        "stages": STAGES,
        "form": ReplyForm(),
    } | forms
    invalid = any(form.is_bound for form in forms.values())
    return render(request, "enterprises/deal.html", page, status=422 if invalid else 200)


@second_factor_required
def propose(request, code):
    found = _own(request, code)
    acts = queries.next_acts(request.user, found)
    if not acts:
        raise PermissionDenied
    form = ProposeForm(request.POST or None, acts=acts)
    if form.is_valid():
        return _done(request, found, form, actions.propose_step, "deal_propose.html")
    return _form(request, found, form, "deal_propose.html")


@second_factor_required
def end(request, code):
    found = _own(request, code)
    if not rules.may_end(request.user, found):
        raise PermissionDenied
    form = EndForm(request.POST or None)
    if form.is_valid():
        return _done(request, found, form, actions.end_deal, "deal_end.html")
    return _form(request, found, form, "deal_end.html")


@require_POST
@second_factor_required
def answer(request, code):
    """Agree to what the other side proposes, or decline it with a reason."""
    found = _own(request, code)
    form = ReplyForm(request.POST)
    action = actions.agree_to_step if "agree" in request.POST else actions.decline_step
    if form.is_valid():
        try:
            action(deal=found, reply=form.cleaned_data["reply"], by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Sent. The other side is told."))
            return redirect("enterprises:deal", code=code)
    return _page(request, found, form=form)


def _done(request, found, form, action, template):
    try:
        action(deal=found, **form.cleaned_data, by=request.user, at=now())
    except actions.CannotDo as refusal:
        form.refuse(refusal)
        return _form(request, found, form, template)
    messages.success(request, _("Sent. The other side is told."))
    return redirect("enterprises:deal", code=found.code)


def _form(request, found, form, template):
    page = {"deal": found, "form": form}
    return render_part(request, f"enterprises/{template}", "form", page, invalid=form.is_bound)


def _own(request, code):
    """Return a deal of which the reader is a side; to everybody else there is none."""
    return get_object_or_404(queries.deals_for(request.user), code=code)
