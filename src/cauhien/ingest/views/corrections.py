"""Values put right by hand, and the page on which the data steward does so."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.core.provenance import corrections as put_right
from cauhien.core.subjects import subject
from cauhien.ingest import rules
from cauhien.ingest.actions.corrections import correct_values
from cauhien.ingest.actions.kinds import CORRECTABLE, models
from cauhien.ingest.forms import correct_form
from cauhien.ingest.queries.corrections import described
from cauhien.ingest.views.frame import ROWS, seen_by, tabs


@login_required
def corrections(request):
    """List the values that were put right by hand and that still count."""
    seen_by(request.user)
    page = Paginator(put_right(), ROWS).get_page(request.GET.get("page"))
    page.object_list = described(list(page.object_list), models())
    context = {
        "page": page,
        "data_tabs": tabs("corrections"),
        "may_correct": rules.may_correct(request.user),
    }
    return render(request, "ingest/corrections.html", context)


@login_required
def correct(request, kind, code):
    """Put values of one thing right, with a reason."""
    if not rules.may_correct(request.user):
        raise PermissionDenied
    if kind not in CORRECTABLE:
        raise Http404
    about = subject(kind)
    thing = get_object_or_404(about.visible_to(request.user), code=code)
    name = str(thing)  # a form that is refused has written what was typed into the thing
    form = correct_form(kind)(request.POST or None, instance=thing)
    if form.is_valid():
        correct_values(
            kind=kind,
            code=code,
            values=form.values,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=now(),
        )
        messages.success(request, _("Put right. A file that says otherwise becomes a conflict."))
        return redirect(about.url_name, code)
    found = put_right().filter(subject_kind=kind, subject_code=code)
    page = {
        "name": name,
        "form": form,
        "url_name": about.url_name,
        "code": code,
        "source": thing.source,
        "corrected": described(list(found), models()),
    }
    status = 422 if form.is_bound else 200
    return render(request, "ingest/correct.html", page, status=status)
