"""Steps of a case on its page: a button, or a form that the button leads to."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cauhien.members import actions, rules
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Step:
    """One act on a page, by a button; where words are needed the button leads to a form."""

    act: str
    button: str | Promise
    needs_words: bool = True
    tone: str = ""


def offered(user, case, steps):
    acts = {way.act for way in rules.ways_for(user, case)}
    return [(name, step) for name, step in steps.items() if step.act in acts]


def taken(request, case, step, how):
    """Do a step, or show its form.

    how: (the address it leads back to, function of (step, case, data or None) that makes its form,
    function of (case, step, what was written, user) that does it, function of a case that returns
    [(heading, text)] of what to read before one writes).
    """
    page, make_form, do, read = how
    if step is None or (not step.needs_words and request.method != "POST"):
        raise Http404
    if rules.way_for(request.user, case, step.act) is None:
        raise PermissionDenied
    form = make_form(step, case, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            do(case, step, form.cleaned_data, request.user)
        except actions.CannotMove as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Done. Whom it concerns is told."))
            return redirect(page, code=case.code)
    shown = {
        "heading": step.button,
        "lead": str(case),
        "to_read": read(case),
        "case_url": reverse(page, args=[case.code]),
        "form": form,
        "button": step.button,
    }
    return render_part(request, "members/form.html", "form", shown, invalid=form.is_bound)
