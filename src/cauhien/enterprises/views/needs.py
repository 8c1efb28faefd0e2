"""What enterprises need: the public list, a page, the form, shown or kept or closed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.enterprises import actions, queries, rules
from cauhien.enterprises.forms import NeedForm
from cauhien.enterprises.states import NeedAct
from cauhien.enterprises.views.enterprise import own
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part


def needs(request):
    """List the public needs that hold all words asked for, the newest first."""
    question = request.GET.get("q", "").strip()
    page = {
        "page": page_of(queries.public_needs(request.user, question), request.GET.get("page")),
        "question": question,
        "illustrations": [
            *queries.illustrated_offers(request.user),
            *queries.illustrated_needs(request.user),
        ],
    }
    return render(request, "enterprises/needs.html", page)


def _is_own(request, code):
    return queries.own_needs(request.user).filter(code=code).exists()


@second_factor_required(when=_is_own)
def need(request, code):
    """Show a need: to everybody while it is public, else to the enterprise alone."""
    found = get_object_or_404(queries.needs_for(request.user), code=code)
    page = {
        "need": found,
        "is_own": rules.acts_for(request.user, found.enterprise),
        "moves": queries.moves_of(found),
        **queries.contact_with(request.user, found),
    }
    return render(request, "enterprises/need.html", page)


@second_factor_required
def new_need(request, code):
    return _write(request, own(request, code))


@second_factor_required
def edit_need(request, code):
    found = get_object_or_404(queries.own_needs(request.user), code=code)
    return _write(request, found.enterprise, found)


def _write(request, enterprise, need=None):
    form = NeedForm(request.POST or None, instance=need)
    if form.is_valid():
        saved = actions.write_need(
            enterprise=enterprise, need=need, values=form.cleaned_data, by=request.user, at=now()
        )
        messages.success(request, _("Saved."))
        return redirect("enterprises:need", code=saved.code)
    page = {"enterprise": enterprise, "need": need, "form": form}
    return render_part(request, "enterprises/need_edit.html", "form", page, invalid=form.is_bound)


@require_POST
@second_factor_required
def move_need(request, code):
    found = get_object_or_404(queries.own_needs(request.user), code=code)
    act = request.POST.get("act", "")
    if act not in NeedAct.values:
        raise Http404
    try:
        actions.move_need(need=found, act=NeedAct(act), by=request.user, at=now())
    except actions.CannotDo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("enterprises:need", code=code)
