"""A technology that an enterprise offers: its page, the form, published and taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.enterprises import actions, queries, rules
from cauhien.enterprises.forms import OfferForm
from cauhien.enterprises.views.enterprise import own
from cauhien.ui.render import render_part


def offer(request, code):
    """Show an offer: to everybody while it is published, else to the enterprise alone."""
    found = get_object_or_404(queries.offers_for(request.user), code=code)
    page = {
        "offer": found,
        "is_own": rules.acts_for(request.user, found.enterprise),
        **queries.contact_with(request.user, found),
    }
    return render(request, "enterprises/offer.html", page)


@login_required
def new_offer(request, code):
    return _write(request, own(request, code))


@login_required
def edit_offer(request, code):
    found = get_object_or_404(queries.own_offers(request.user), code=code)
    return _write(request, found.enterprise, found)


def _write(request, enterprise, offer=None):
    form = OfferForm(request.POST or None, instance=offer, today=localdate(now()))
    if form.is_valid():
        saved = actions.write_offer(
            enterprise=enterprise,
            offer=offer,
            values=form.cleaned_data,
            by=request.user,
            at=now(),
        )
        messages.success(request, _("Saved."))
        return redirect("enterprises:offer", code=saved.code)
    page = {"enterprise": enterprise, "offer": offer, "form": form}
    return render_part(request, "enterprises/offer_edit.html", "form", page, invalid=form.is_bound)


@require_POST
@login_required
def publish(request, code):
    return _move(request, code, actions.publish_offer, _("The offer is published."))


@require_POST
@login_required
def withdraw(request, code):
    return _move(request, code, actions.withdraw_offer, _("The offer is taken back."))


def _move(request, code, action, done):
    found = get_object_or_404(queries.own_offers(request.user), code=code)
    try:
        action(offer=found, by=request.user, at=now())
    except actions.CannotDo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("enterprises:offer", code=code)
