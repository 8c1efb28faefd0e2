"""A drafted mechanism: its versions written and compared, its use reported."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.policies import actions, bridge, queries, rules
from cauhien.policies.forms.writing import TextForm, UseForm
from cauhien.ui.render import render_part
from cauhien.ui.words import language


def one(request, code):
    """Return the mechanism if this user may see it; what they may not see does not exist."""
    return get_object_or_404(queries.mechanisms_for(request.user), code=code)


@login_required
@second_factor_required
def write(request, code):
    mechanism = one(request, code)
    if not rules.may_write(request.user, mechanism):
        raise PermissionDenied
    last = mechanism.texts.first()
    form = TextForm(
        request.POST if request.method == "POST" else None,
        instance=queries.as_written(mechanism),
        initial={"text": last.text} if last else {},
    )
    if form.is_valid():
        try:
            actions.write_text(
                mechanism=mechanism,
                values=form.head(),
                text=form.cleaned_data["text"],
                reason=form.cleaned_data["change"],
                by=request.user,
                at=now(),
            )
        except actions.CannotDo as refusal:
            refusal.field = {"reason": "change"}.get(refusal.field, refusal.field)
            form.refuse(refusal)
        else:
            messages.success(request, _("The version is kept."))
            return redirect("policies:mechanism", code=code)
    page = {"mechanism": mechanism, "form": form, "heading": _("Write the text")}
    page["button"] = _("Keep this version")
    return render_part(request, "policies/form.html", "form", page, invalid=form.is_bound)


def versions(request, code):
    """List the versions of a text; show one, or what differs between two (?old=1&new=2)."""
    mechanism = one(request, code)
    if not mechanism.is_drafted:
        raise Http404
    texts = list(queries.texts_for(request.user, mechanism))
    by_number = {str(text.number): text for text in texts}
    old, new = (by_number.get(request.GET.get(name, "")) for name in ("old", "new"))
    page = {
        "mechanism": mechanism,
        "texts": texts,
        "old": old,
        "rules": list(_rules(queries.rules_for(request.user, mechanism))),
    }
    page["new"] = new or (texts[0] if texts else None)
    return render(request, "policies/versions.html", page)


def _rules(versions):
    """Yield each version of a rule with its conditions in words, None where a question is gone."""
    vocabulary = bridge.vocabulary_of(queries.facts())
    for version in versions:
        is_read = not bridge.fault_of(version.rule, vocabulary)
        said = bridge.literal_rows(version.rule, vocabulary, language()) if is_read else None
        yield {"version": version, "condition": said}


@login_required
@second_factor_required
def use(request, code):
    mechanism = one(request, code)
    if not rules.may_report_use(request.user, mechanism):
        raise PermissionDenied
    form = UseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.report_use(
                mechanism=mechanism, values=form.cleaned_data, by=request.user, at=now()
            )
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Recorded."))
            return redirect("policies:mechanism", code=code)
    page = {"mechanism": mechanism, "form": form, "heading": _("Report its use")}
    return render_part(request, "policies/form.html", "form", page, invalid=form.is_bound)
