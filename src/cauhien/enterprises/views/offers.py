"""A technology that an enterprise offers: its page, the form and its autosave, its steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.codes import random_code
from cauhien.enterprises import actions, charts, queries, rules
from cauhien.enterprises.forms.offers import OfferForm, ReasonForm
from cauhien.enterprises.states import OfferAct
from cauhien.enterprises.views.enterprise import own
from cauhien.ui.open_form import given_code, open_form
from cauhien.ui.render import render_part

TEMPLATE = "enterprises/offer_edit.html"
JUDGED = {
    "return": (OfferAct.RETURN, actions.return_offer, gettext_lazy("Ask it back")),
    "refuse": (OfferAct.REFUSE, actions.refuse_offer, gettext_lazy("Refuse the offer")),
}


def _is_own(request, code):
    return queries.own_offers(request.user).filter(code=code).exists()


@second_factor_required(when=_is_own)
def offer(request, code):
    """Show an offer: to everybody while it is public, else to the enterprise alone.

    The enterprise, and who looks at what it has sent, read what is to become public.
    """
    found = get_object_or_404(queries.offers_for(request.user), code=code)
    is_own = rules.acts_for(request.user, found.enterprise)
    may = {act: rules.may(request.user, found, act) for act in OfferAct if act != OfferAct.WRITE}
    is_before = is_own or may[OfferAct.PUBLISH]
    shown = found.as_ready() if is_before else found
    page = {
        "offer": shown,
        "is_own": is_own,
        "may_write": rules.may_write_offer(request.user, found),
        "may_send": may[OfferAct.SEND] and (not found.is_public or bool(found.changes())),
        "may_publish": may[OfferAct.PUBLISH],
        "may_return": may[OfferAct.RETURN],
        "may_refuse": may[OfferAct.REFUSE],
        "may_withdraw": may[OfferAct.WITHDRAW],
        "changes": found.changes() if is_before and found.is_public else [],
        "chart": charts.readiness(shown.steps) if shown.steps else None,
        **queries.contact_with(request.user, found),
    }
    return render(request, "enterprises/offer.html", page)


@second_factor_required
def new_offer(request, code):
    """Show an empty form under a code of its own, so that sending it twice makes one offer."""
    return _write(request, own(request, code), _begun(request))


@second_factor_required
def edit_offer(request, code):
    found = get_object_or_404(queries.own_offers(request.user), code=code)
    if not rules.may_write_offer(request.user, found):
        raise PermissionDenied
    return _write(request, found.enterprise, found)


@require_POST
def autosave(request, code):
    """Keep what is typed in a form that is still being written, right or not."""
    if not request.user.is_authenticated:
        return render(request, f"{TEMPLATE}#signed_out", status=409)
    enterprise, begun = own(request, code), _begun(request)
    form = OfferForm(request.POST, today=localdate(now()))
    try:
        kept = _keep(request, form, enterprise, begun)
    except actions.WrittenElsewhere as clash:
        return render(request, f"{TEMPLATE}#clash", {"other": clash.offer}, status=409)
    answer = render(request, f"{TEMPLATE}#saved", {"offer": kept, "form": form})
    if begun is None:
        answer["HX-Replace-Url"] = reverse("enterprises:edit-offer", args=[kept.code])
    return answer


def _write(request, enterprise, offer):
    today = localdate(now())
    if request.method != "POST":
        form = OfferForm(initial=offer and offer.draft, today=today)
        return _page(request, enterprise, offer, form)
    form = OfferForm(request.POST, today=today)
    try:
        kept = _keep(request, form, enterprise, offer)
    except actions.WrittenElsewhere as clash:
        return _page(request, enterprise, clash.offer, form, other=clash.offer, status=409)
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("enterprises:offer", code=kept.code)
    return _page(request, enterprise, kept, form, status=422)


def _keep(request, form, enterprise, offer):
    said = {"written": form.written(), "form": open_form(request)}
    said |= {"by": request.user, "at": now()}
    if offer is None:
        return actions.begin_offer(enterprise=enterprise, code=given_code(request), **said)
    return actions.write_offer(offer=offer, **said)


def _page(request, enterprise, offer, form, *, status=200, **page):
    page = {
        "enterprise": enterprise,
        "offer": offer,
        "form": form,
        "code": offer.code if offer else given_code(request) or random_code(),
        "token": open_form(request).token or random_code(),
        "revision": offer.revision if offer else 0,
    } | page
    return render(request, TEMPLATE, page, status=status)


def _begun(request):
    """Return the offer that this form has made already, None before its first save."""
    code = given_code(request)
    return (code and queries.own_offers(request.user).filter(code=code).first()) or None


@require_POST
@second_factor_required
def send(request, code):
    done = _("Sent. It is public once somebody has looked at it.")
    return _move(request, code, actions.send_offer, done)


@require_POST
@second_factor_required
def withdraw(request, code):
    return _move(request, code, actions.withdraw_offer, _("The offer is taken back."))


@require_POST
@second_factor_required
def publish(request, code):
    return _move(request, code, actions.publish_offer, _("The offer is published."))


def _move(request, code, action, done):
    found = get_object_or_404(queries.offers_for(request.user), code=code)
    try:
        action(offer=found, by=request.user, at=now())
    except actions.CannotDo as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return _next(request, code)


@second_factor_required
def judge(request, code, answer):
    """Ask an offer back or refuse it, with the reason that the enterprise reads."""
    act, action, heading = JUDGED[answer]
    found = get_object_or_404(queries.offers_for(request.user), code=code)
    if not rules.may(request.user, found, act):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        action(offer=found, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Answered. Who offers it is told."))
        return _next(request, code)
    page = {"offer": found.as_ready(), "form": form, "heading": heading}
    return render_part(request, "enterprises/offer_judge.html", "form", page, invalid=form.is_bound)


def _next(request, code):
    """Go back to the offer, or to what waits where this reader does not see it any more."""
    if queries.offers_for(request.user).filter(code=code).exists():
        return redirect("enterprises:offer", code=code)
    return redirect("notices:work")
