"""The leader's brief: one page, and one sheet to print."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.timezone import now

from cauhien.accounts.middleware import second_factor_required
from cauhien.documents.documents import pdf
from cauhien.front import documents, queries, rules
from cauhien.ui.downloads import made_file


@login_required
@second_factor_required
def brief(request):
    return render(request, "front/brief.html", {"brief": _brief(request, now())})


@login_required
@second_factor_required
def brief_pdf(request):
    """Send the brief as PDF, in the language of the page."""
    at = now()
    text = documents.brief_text(_brief(request, at), reader=str(request.user), at=at)
    return made_file(pdf(text, at=at), f"brief-{at:%Y-%m-%d}.pdf", "application/pdf")


def _brief(request, at):
    if not rules.may_read_brief(request.user):
        raise PermissionDenied
    return queries.brief_for(request.user, at)
