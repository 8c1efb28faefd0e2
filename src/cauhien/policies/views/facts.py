"""The questions of the path: listed, and written by the coordinator."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.policies import actions, bridge, queries, rules
from cauhien.policies.forms.fact import FactForm, options_form
from cauhien.policies.states import FactGroup


def facts(request):
    """List what may be asked, page by page of the path."""
    rows = list(queries.facts())
    groups = [(one.label, [row for row in rows if row.group == one]) for one in FactGroup]
    page = {"groups": groups, "may_write": rules.may_write_facts(request.user)}
    return render(request, "policies/facts.html", page)


@login_required
@second_factor_required
def write(request, name=None):
    """Write a question: a new one, or the next version of one."""
    if not rules.may_write_facts(request.user):
        raise PermissionDenied
    fact = get_object_or_404(queries.facts(), code=name) if name else None
    sent = request.POST if request.method == "POST" else None
    others = queries.facts().exclude(code=name or "")
    form, options = FactForm.of(fact, others, sent), options_form(sent, fact)
    # Both are asked, so that all that is wrong is said at once.
    if sent and all([form.is_valid(), options.is_valid()]) and _is_kept(request, form, options):
        messages.success(request, _("The version is kept."))
        return redirect("policies:facts")
    page = {
        "fact": fact,
        "form": form,
        "options": options,
        "kept": fact.versions.all() if fact else (),
        "using": queries.asking(name) if name else (),
    }
    return render(request, "policies/fact.html", page, status=422 if sent else 200)


def _is_kept(request, form, options):
    """Return whether the version was kept; else the form says why not."""
    content = form.content(options.said())
    if wrong := bridge.wrong_with_fact(content):
        form.say_wrong(wrong)
        return False
    given = form.cleaned_data
    said = {name: given[name] for name in ("group", "place", "reason")}
    try:
        actions.write_fact(content=content, **said, by=request.user, at=now())
    except actions.CannotDo as refusal:
        form.refuse(refusal)
        return False
    return True
