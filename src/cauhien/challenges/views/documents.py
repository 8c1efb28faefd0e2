"""The documents about a problem, and making the submission to leadership."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.challenges.actions.documents import CannotMake, make_submission
from cauhien.challenges.queries import KIND, frozen_text
from cauhien.challenges.rules.documents import may_make_submission
from cauhien.challenges.views.case import load
from cauhien.documents.queries import documents_of
from cauhien.documents.states import Kind


def documents(request, code):
    challenge = load(request, code)
    if request.method == "POST":
        return _make(request, challenge)
    found = documents_of(KIND, code, request.user)
    may_make = may_make_submission(request.user, challenge)
    page = {
        "challenge": challenge,
        "documents": found,
        "may_make": may_make and not _is_made(challenge, found),
        "is_anew": any(one.kind == Kind.SUBMISSION for one in found),
    }
    return render(request, "challenges/documents.html", page)


def _make(request, challenge):
    try:
        document = make_submission(challenge=challenge, by=request.user, at=now())
    except CannotMake as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("The submission to leadership is made."))
    return redirect("documents:detail", code=document.code)


def _is_made(challenge, found):
    frozen = frozen_text(challenge)
    return bool(frozen) and any(one.basis_sha256 == frozen.sha256 for one in found)
