"""The page of a person taken over as one's own."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.accounts.queries import offers_orcid, orcids_shown_by
from cauhien.network import queries, rules
from cauhien.network.actions import claims as actions
from cauhien.network.forms import ASKING, ClaimAnswerForm, ClaimForm
from cauhien.network.queries import asking
from cauhien.network.states import ClaimState
from cauhien.notices.actions import CannotUse, opened_link
from cauhien.ui.errors import too_many
from cauhien.ui.render import render_part

PER_PAGE = 30


@login_required
def claim(request, code):
    """Say that a person is oneself, and how that can be seen; of a further page too."""
    person = get_object_or_404(queries.people_listed(request.user), code=code)
    if at_once := AT_ONCE.get(request.POST.get("by")):
        return _at_once(request, person, at_once)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if form.is_bound and (seconds := ASKING.seconds_to_wait(request)):
        return too_many(request, retry_after=seconds)
    if form.is_valid():
        try:
            made = actions.claim(
                person=person, written=form.cleaned_data, by=request.user, at=now()
            )
        except actions.CannotClaim as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _said(made))
            return redirect("network:person", code)
    page = {"person": person, "form": form, "may": rules.own_account(request.user) is not None}
    page["own"] = queries.own_person(request.user)
    if page["own"]:
        address = asking.proved_address(request.user)
        page["address"] = address if actions.fits(person, address, page["own"]) else ""
    if offers_orcid():
        page |= {"orcid": queries.orcid_of(person), "shown": orcids_shown_by(request.user)}
    return render_part(request, "network/claim.html", "form", page, invalid=form.is_bound)


AT_ONCE = {"orcid": actions.claim_by_orcid, "address": actions.claim_by_address}


def _at_once(request, person, act):
    try:
        made = act(person=person, by=request.user, at=now())
    except actions.CannotClaim as refusal:
        messages.error(request, str(refusal))
        return redirect("network:claim", person.code)
    if made.joins:
        messages.success(request, _("Both pages are one now, and yours."))
        return redirect("network:person", made.joins.code)
    messages.success(request, _("This is your page. What you ask here is done at once."))
    return redirect("network:person", person.code)


@login_required
def connect_orcid(request, code):
    """Let one's own page bear the ORCID iD that one shows by signing in at ORCID."""
    person = get_object_or_404(queries.people_for(request.user), code=code)
    if not offers_orcid():
        raise Http404
    if not rules.may_connect_orcid(request.user, person):
        raise PermissionDenied
    page = {"person": person, "orcid": queries.orcid_of(person)}
    if request.method == "POST":
        try:
            orcid = request.POST.get("orcid", "")
            actions.connect_orcid(person=person, orcid=orcid, by=request.user, at=now())
        except actions.CannotClaim as refusal:
            page |= {"refusal": str(refusal), "other": queries.person_shown([orcid])}
        else:
            messages.success(request, _("Your page bears your ORCID iD."))
            return redirect("network:person", code)
    page["shown"] = orcids_shown_by(request.user)
    status = 409 if "refusal" in page else 200
    return render(request, "network/orcid.html", page, status=status)


def _said(made):
    if made.state == ClaimState.UNPROVED:
        words = _("We have written to %(address)s. Open the link in that mail.")
        said = words % {"address": made.address}
        return f"{said} {_kept_here()}" if settings.DEMONSTRATION else said
    return _("Received. An office looks at it, and you are told.")


def _kept_here():
    return _(
        "The demonstration sends no mail: try it in a role, where this one stands under “My work”,"
        " “E-mail”."
    )


@require_POST
@login_required
def give_back(request, code):
    """End one's own claim to a page, which may be shown under another one meanwhile."""
    if (own := asking.open_claims(request.user).filter(person__code=code).first()) is None:
        raise PermissionDenied
    actions.give_back(claim=own, by=request.user, at=now())
    messages.success(request, _("Done."))
    return redirect("network:person", code)


def prove(request, token):
    """Let whoever claims a page show that they read mail at their institution."""
    try:
        if request.method == "POST":
            made = actions.prove(token=token, at=now())
            return render(request, "network/prove.html", {"made": made})
        opened_link(token, purpose=actions.PROVE, at=now())
    except (CannotUse, actions.CannotClaim) as refusal:
        return render(request, "network/prove.html", {"refusal": str(refusal)}, status=410)
    return render(request, "network/prove.html")


@login_required
@second_factor_required
def claims(request):
    """List who says to be whom; an office decides on the same page as it reads."""
    if not (rules.may_decide_claims(request.user) or rules.may_see_requests(request.user)):
        raise PermissionDenied
    page = Paginator(asking.claims_for(request.user), PER_PAGE)
    return render(request, "network/claims.html", {"page": page.get_page(request.GET.get("page"))})


@login_required
@second_factor_required
def decide(request, code):
    """Show a claim; an office confirms it or refuses it here."""
    found = get_object_or_404(asking.claims_for(request.user), code=code)
    may = asking.claims_to_decide(request.user).filter(pk=found.pk).exists()
    form = ClaimAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid() and _decided(request, found, form):
            messages.success(request, _("Answered. Whoever asked is told."))
            return redirect("network:claims")
    page = {"case": found, "form": form if may else None}
    return render_part(request, "network/decide.html", "form", page, invalid=form.is_bound)


def _decided(request, found, form):
    is_accepted = request.POST.get("then") == "accept"
    act = actions.accept_claim if is_accepted else actions.refuse_claim
    try:
        act(claim=found, by=request.user, at=now(), **form.cleaned_data)
    except actions.CannotClaim as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True
