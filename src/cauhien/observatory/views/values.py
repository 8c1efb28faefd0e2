"""One value with all that is said beside it; choosing which is shown, entering another."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from cauhien.observatory import rules
from cauhien.observatory.actions.choosing import choose
from cauhien.observatory.actions.entering import CannotEnter, enter
from cauhien.observatory.forms.sheets import ChooseForm, ValueForm
from cauhien.observatory.queries import values as queries
from cauhien.observatory.states import Outcome, Trap


def value(request, code):
    return _page(request, _found(request, code), ChooseForm(), 200)


def _found(request, code):
    return get_object_or_404(queries.values_for(request.user), code=code)


def _page(request, found, form, status):
    together = list(queries.beside(found))
    entered, chosen = queries.hands_of(request.user, found)
    page = {
        "value": found,
        "together": together,
        "traps": [Trap(flag).label for flag in found.flags],
        "definition": found.indicator.definitions.filter(code=found.definition).first(),
        "entered": entered,
        "chosen": chosen,
        "form": form if rules.may_choose(request.user) else None,
    }
    return render(request, "observatory/value.html", page, status=status)


@login_required
def choose_value(request, code):
    found = _found(request, code)
    if not rules.may_choose(request.user):
        raise PermissionDenied
    form = ChooseForm(request.POST or None)
    if request.method != "POST":
        return redirect("observatory:value", code)
    if form.is_valid():
        choose(value=found, reason=form.cleaned_data["reason"], by=request.user, at=now())
        messages.success(request, _("This value is shown from now on."))
        return redirect("observatory:value", code)
    return _page(request, found, form, 422)


@login_required
def new(request):
    if not rules.may_import(request.user):
        raise PermissionDenied
    first = {name: request.GET.get(name, "") for name in ("indicator", "unit")}
    form = ValueForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            found, outcome = enter(sheet=form.sheet(), by=request.user, at=now())
            messages.success(request, _told(outcome))
            return redirect("observatory:value", found.code)
        except CannotEnter as refusal:
            form.refuse(refusal.faults)
    status = 422 if form.is_bound else 200
    return render(request, "observatory/new_value.html", {"form": form}, status=status)


def _told(outcome):
    return {
        Outcome.NEW: _("Saved, and shown."),
        Outcome.CHANGED: _("Saved, and shown instead of the earlier edition."),
        Outcome.CONFLICT: _("Saved beside the value that is shown: another source says otherwise."),
        Outcome.AGREES: _("Saved beside the value that is shown: the two agree."),
        Outcome.SAME: _("This source said so already; nothing was changed."),
    }[outcome]
