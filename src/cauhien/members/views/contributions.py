"""What a member did, for themself; and the page on which anybody checks a certificate of it."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.core.filetypes import CONTENT_TYPES, Kind
from cauhien.documents.documents import pdf
from cauhien.members import actions, forms, queries
from cauhien.members.documents import certificate_text, facts_of, holder_of, in_orcid
from cauhien.network.queries import people_for
from cauhien.network.rules import is_own, may_declare
from cauhien.notices.queries import absolute
from cauhien.ui.downloads import made_file
from cauhien.ui.words import language


@login_required
def contributions(request, code):
    """Show somebody what they did here."""
    person = _own(request, code)
    page = {
        "person": person,
        "record": queries.record_of(person),
        "membership": queries.membership_of(person, localdate()),
        "certificates": queries.certificates_of(person),
        "may_certify": may_declare(request.user, person),
    }
    return render(request, "members/contributions.html", page)


@require_POST
@login_required
def certify(request, code):
    """Make a certificate of one's own record as it stands."""
    person = _own(request, code)
    try:
        actions.certify(person=person, by=request.user, at=now())
    except actions.CannotMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Made. Whoever has its number can check it."))
    return redirect("members:contributions", code=code)


def check(request):
    """Tell anybody who has the number of a certificate what it attests."""
    form = forms.NumberForm(request.GET or None)
    found = queries.certificate(form.cleaned_data["number"]) if form.is_valid() else None
    is_unknown = form.is_bound and form.is_valid() and found is None
    facts = facts_of(found) if found else ()
    page = {"form": form, "found": found, "facts": facts, "is_unknown": is_unknown}
    page["holder"] = holder_of(found) if found else ""
    return render(request, "members/certificate.html", page)


@login_required
def printed(request, code, number):
    """Send a certificate as PDF, in the language of the page."""
    made = _own_certificate(request, code, number)
    text = certificate_text(made, _address(made), language())
    return made_file(pdf(text, at=now()), f"{made.number}.pdf", CONTENT_TYPES[Kind.PDF])


@login_required
def orcid(request, code, number):
    """Send what a certificate attests as entries for ORCID."""
    made = _own_certificate(request, code, number)
    said = json.dumps(in_orcid(made.content, _address(made)), ensure_ascii=False, indent=2)
    return made_file(said.encode(), f"{made.number}-orcid.json", "application/json")


def _address(made):
    return absolute(f"{reverse('members:certificate')}?number={made.number}")


def _own_certificate(request, code, number):
    found = queries.certificates_of(_own(request, code)).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _own(request, code):
    person = get_object_or_404(people_for(request.user), code=code)
    if not is_own(request.user, person):
        raise PermissionDenied
    return person
