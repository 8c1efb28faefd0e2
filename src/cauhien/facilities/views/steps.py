"""What is done with a request, a booking or a fault: by a button, or on a page with one form."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.timezone import now

from cauhien.facilities import actions, rules
from cauhien.facilities.forms.use import Refusable
from cauhien.facilities.states import UseAct
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Step:
    """One act. button: its words. form: None where a button is enough; then it is only posted.

    do: takes (the case, by, at, what the form says). done: what is said afterwards.
    """

    act: UseAct
    button: str | Promise
    do: Callable
    done: str | Promise
    form: type[Refusable] | None = None
    says: str | Promise = ""
    tone: str = ""  # class of the button


def steps_offered(steps, ways):
    """Return [(name, Step)] of what the rows of the table allow."""
    acts = {way.act for way in ways}
    return [(name, step) for name, step in steps.items() if step.act in acts]


def taken(request, case, steps, name, page):
    """Do the step of a name, or show its form. page: the name of the address of the case.

    Raises Http404 for a name of no step, PermissionDenied where the table has no way for it now.
    """
    if name not in steps:
        raise Http404
    step = steps[name]
    if rules.way_for(request.user, case, step.act) is None:
        raise PermissionDenied
    if step.form is None and request.method != "POST":
        raise Http404
    form = _form(request, step)
    if request.method == "POST" and form.is_valid():
        try:
            step.do(case, by=request.user, at=now(), **form.cleaned_data)
        except actions.CannotUse as refusal:
            if step.form is None:
                messages.error(request, str(refusal))
                return redirect(page, code=case.code)
            form.refuse(refusal)
        else:
            messages.success(request, step.done)
            return redirect(page, code=case.code)
    shown = {"case": case, "step": step, "form": form}
    return render_part(request, "facilities/act.html", "form", shown, invalid=form.is_bound)


def _form(request, step):
    form = step.form or Refusable
    return form(request.POST) if request.method == "POST" else form()
