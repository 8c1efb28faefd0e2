"""The documents of a file: attached, taken away, opened."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cauhien.challenges.actions.initiative import documents as actions
from cauhien.challenges.actions.initiative.drafts import CannotWrite
from cauhien.challenges.forms.initiative.documents import AttachForm
from cauhien.challenges.queries.initiative.content import attachments_of
from cauhien.challenges.queries.initiative.documents import checklist_of, document_seen
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.states import AttachmentPart
from cauhien.challenges.views.initiative.case import load, load_own, reading
from cauhien.core.filetypes import CONTENT_TYPES, Kind
from cauhien.ui.downloads import made_file

TEMPLATE = "challenges/initiative/documents.html"


@login_required
def documents(request, code):
    initiative = load_own(request, code)
    if request.method == "POST":
        return _attach(request, initiative)
    return _page(request, initiative, AttachForm(call=initiative.challenge.call))


def _attach(request, initiative):
    received_at = now()
    if not rules.may_write(request.user, initiative, received_at):
        raise PermissionDenied
    form = AttachForm(request.POST, request.FILES, call=initiative.challenge.call)
    if not form.is_valid():
        return _page(request, initiative, form, invalid=True)
    given = form.cleaned_data
    try:
        actions.attach_document(
            initiative=initiative,
            by=request.user,
            at=received_at,
            data=given["document"].read(),
            name=given["document"].name,
            part=given["part"],
            item=given["item"],
        )
    except actions.CannotAttach as refusal:
        form.refuse(refusal)
        return _page(request, initiative, form, invalid=True)
    messages.success(request, _("Attached."))
    return redirect("challenges:initiative_documents", code=initiative.code)


@login_required
@require_POST
def detach(request, code, document):
    initiative = load_own(request, code)
    found = get_object_or_404(initiative.attachments, code=document, removed_at=None)
    try:
        actions.detach_document(attachment=found, by=request.user, at=now())
    except CannotWrite:
        raise PermissionDenied from None
    messages.success(request, _("Taken away."))
    return redirect("challenges:initiative_documents", code=code)


@reading
def download(request, code, document):
    """Send a document; who is not of the team first accepts to keep a confidential one secret."""
    initiative = load(request, code)
    found = document_seen(initiative, document, initiative.sight)
    if found is None:
        raise Http404
    if not initiative.sight.is_team:
        actions.note_reading(initiative=initiative, by=request.user, at=now())
    if found.part == AttachmentPart.CONFIDENTIAL and not initiative.sight.is_team:
        if request.method != "POST":
            page = {"initiative": initiative, "challenge": initiative.challenge, "document": found}
            return render(request, "challenges/initiative/accept.html", page)
        said = {"by": request.user, "at": now(), "document": found.code}
        actions.read_confidential(initiative=initiative, **said)
    return _sent(found, initiative.sight)


def _sent(attachment, sight):
    """Return a document to be saved; blind, its name says nothing either."""
    name = attachment.about()["name"]
    if sight.blind:
        name = f"{attachment.code}.{attachment.kind}"
    return made_file(attachment.data(), name, CONTENT_TYPES[Kind(attachment.kind)])


def _page(request, initiative, form, *, invalid=False):
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "attachments": [(one, one.about()["name"]) for one in attachments_of(initiative)],
        "checklist": checklist_of(initiative),
        "may_write": rules.may_write(request.user, initiative, now()),
        "form": form,
    }
    return render(request, TEMPLATE, page, status=422 if invalid else 200)
