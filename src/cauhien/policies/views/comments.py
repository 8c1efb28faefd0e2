"""Comments on a text in consultation: sent by anybody, answered by the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.core.codes import random_code
from cauhien.policies import actions, queries, rules
from cauhien.policies.forms.writing import SENDING, CommentAnswerForm, CommentForm
from cauhien.policies.views.drafts import one
from cauhien.ui.errors import too_many
from cauhien.ui.render import render_part


def new(request, code):
    mechanism = one(request, code)
    if not rules.may_comment(mechanism, localdate()):
        raise PermissionDenied
    sent = request.method == "POST"
    form = CommentForm(request.POST if sent else None)
    draft_code = request.POST.get("code", "")[:12] or random_code()
    if form.is_valid():
        if seconds := SENDING.seconds_to_wait(request):
            return too_many(request, retry_after=seconds)
        by = request.user if request.user.is_authenticated else None
        text = form.cleaned_data["text"]
        actions.send_comment(draft_code=draft_code, mechanism=mechanism, text=text, by=by, at=now())
        messages.success(request, _("Sent. The office answers every comment."))
        return redirect("policies:mechanism", code=code)
    page = {"mechanism": mechanism, "form": form, "code": draft_code, "heading": _("Comment")}
    return render_part(request, "policies/form.html", "form", page, invalid=form.is_bound)


@login_required
@second_factor_required
def answer(request, code, comment):
    mechanism = one(request, code)
    if not rules.may_answer_comments(request.user, mechanism):
        raise PermissionDenied
    found = get_object_or_404(queries.comments_for(request.user, mechanism), code=comment)
    form = CommentAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer_comment(comment=found, **form.cleaned_data, by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Answered."))
            return redirect("policies:mechanism", code=code)
    page = {"mechanism": mechanism, "form": form, "about": found}
    page["heading"] = _("Answer a comment")
    return render_part(request, "policies/form.html", "form", page, invalid=form.is_bound)
