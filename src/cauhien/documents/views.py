"""The page of a document, its files, and the list of those about one subject."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.subjects import subject
from cauhien.documents import actions, queries, rules
from cauhien.documents.forms import SignedForm
from cauhien.ui.downloads import kept_file
from cauhien.ui.render import render_part


def _is_confidential(request, code, **place):
    return queries.is_confidential(request.user, code)


def _is_for_the_case(request, code, **place):
    return queries.is_for_the_case(request.user, code)


def with_care(view):
    """Ask staff and experts for what is not public, and everybody for what a council has made."""
    staff = second_factor_required(view, when=_is_confidential)
    return second_factor_required(staff, everyone=True, when=_is_for_the_case)


@with_care
def detail(request, code):
    document = _load(request, code)
    page = {
        "document": document,
        "subject": _subject(request, document.subject_kind, document.subject_code),
        "renditions": queries.renditions_of(document),
        "may_record": rules.may_record(request.user, document),
    }
    return render(request, "documents/detail.html", page)


def of_subject(request, kind, code):
    about = _subject(request, kind, code)
    found = queries.documents_of(kind, code, request.user)
    page = {"subject": about, "documents": found}
    return render_part(request, "documents/of_subject.html", "list", page)


@with_care
def download(request, code, language, ending):
    document = _load(request, code)
    found = queries.renditions_of(document).filter(language=language, format=ending)
    return kept_file(get_object_or_404(found).file)


@with_care
def scan(request, code):
    document = _load(request, code)
    if document.scan is None:
        raise Http404
    return kept_file(document.scan)


@login_required
@with_care
def record(request, code):
    document = _load(request, code)
    if not rules.may_record(request.user, document):
        raise PermissionDenied
    form = SignedForm(request.POST or None, request.FILES or None, document=document)
    if form.is_valid() and _is_recorded(request, document, form):
        messages.success(request, _("Recorded."))
        return redirect("documents:detail", code=code)
    page = {"document": document, "form": form}
    return render_part(request, "documents/record.html", "form", page, invalid=form.is_bound)


def _is_recorded(request, document, form):
    """Record what the form says; put a refusal beside its field."""
    given = form.cleaned_data
    if given["scan"] and given["scan"].size > actions.MOST_SCAN_BYTES:
        form.add_error("scan", _("The file is larger than 30 MB."))
        return False
    scanned = given["scan"].read() if given["scan"] else None
    signed = actions.Signed(number=given["number"], on=given["on"], scan=scanned)
    try:
        actions.record_signed(document=document, signed=signed, by=request.user, at=now())
    except actions.CannotRecord as refusal:
        form.refuse(refusal)
        return False
    return True


def _load(request, code):
    """Return the document if this user may see it; what they may not see does not exist."""
    return get_object_or_404(queries.whole_document(code, request.user))


def _subject(request, kind, code):
    """Return {label, title, url} of what a document is about, if this user may see it.

    label: "" where the title says it already.
    """
    try:
        known = subject(kind)
    except KeyError:
        raise Http404 from None
    found = get_object_or_404(known.visible_to(request.user), code=code)
    title, label = str(found), str(known.label)
    url = reverse(known.url_name, args=[code])
    return {"label": "" if label in title else label, "title": title, "url": url}
