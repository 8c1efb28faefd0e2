"""Receipts: those of one file for its team, and the page on which anybody checks one."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now

from cauhien.challenges.documents.initiative import receipt_text
from cauhien.challenges.forms.initiative.sending import ReceiptForm
from cauhien.challenges.queries.initiative.offices import coordinating_office
from cauhien.challenges.queries.initiative.receipts import receipts_of, verified
from cauhien.challenges.views.initiative.case import load_own
from cauhien.documents.documents import pdf
from cauhien.ui.words import language


@login_required
def receipt(request, code, receipt):
    initiative = load_own(request, code)
    found = get_object_or_404(receipts_of(initiative), code=receipt)
    page = {"initiative": initiative, "challenge": initiative.challenge, "receipt": found}
    return render(request, "challenges/initiative/receipt.html", page)


@login_required
def printed(request, code, receipt):
    """Send the receipt as a PDF in the language of the page."""
    initiative = load_own(request, code)
    found = get_object_or_404(receipts_of(initiative), code=receipt)
    office = coordinating_office()
    if office is None:
        raise Http404
    found.version.initiative = initiative
    made = pdf(receipt_text(found, office, language()), at=now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def check(request):
    """Tell anybody who has the number of a receipt whether what it attests is as it was."""
    form = ReceiptForm(request.GET or None)
    found = verified(form.cleaned_data["code"]) if form.is_valid() else None
    is_unknown = form.is_bound and form.is_valid() and found is None
    page = {"form": form, "found": found, "is_unknown": is_unknown}
    return render(request, "challenges/initiative/receipts.html", page)
