"""What the park manager, and a tenant for its needs, write: one form each on one page."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.park import rules
from cauhien.park.actions import lots, needs, projects, totals
from cauhien.park.actions.refusals import CannotWrite
from cauhien.park.documents.columns import document_of
from cauhien.park.forms.needs import NeedAnswerForm, NeedForm, NeedLinkForm
from cauhien.park.forms.projects import (
    BeginForm,
    CapitalAgain,
    CapitalForm,
    FigureAgain,
    FigureForm,
    LotForm,
    ProjectForm,
    ReasonForm,
    StatusAgain,
    StatusForm,
)
from cauhien.park.forms.totals import ExplainForm, RateForm, StatementForm, TotalForms, stated_in
from cauhien.park.models import InvestmentProject, Lot
from cauhien.park.queries.parks import ENTRIES, needs_for, parks_for, projects_for
from cauhien.park.views.pages import compared
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Step:
    """One such act. act: takes (what it is about, the valid form, by, at)."""

    heading: str | Promise
    says: str | Promise
    button: str | Promise
    done: str | Promise
    act: Callable


BEGIN = Step(
    heading=_("New investment project"),
    says=_("What you write is public at once, with the document that you name."),
    button=_("Record it"),
    done=_("Recorded."),
    act=lambda park, form, **who: projects.begin_project(
        park=park,
        values=form.values(),
        investor=form.investor(),
        status=form.stated_status(),
        **who,
    ),
)
EDIT = Step(
    heading=_("Correct an investment project"),
    says=_("A file that says otherwise later becomes a conflict; what you write stays."),
    button=_("Save"),
    done=_("Saved."),
    act=lambda project, form, **who: projects.write_project(
        project=project, values=form.values(), investor=form.investor(), **who
    ),
)
ENTRY_STEPS = {
    "status": (_("Record a status"), StatusForm),
    "capital": (_("Record capital"), CapitalForm),
    "figure": (_("Record jobs or research"), FigureForm),
}
AGAIN = {"status": StatusAgain, "capital": CapitalAgain, "figure": FigureAgain}
EXPLAIN = Step(
    heading=_("Explain the difference"),
    says=_("The figures stay as they are; the explanation stands beside them."),
    button=_("Record the explanation"),
    done=_("The explanation is recorded."),
    act=lambda total, form, **who: totals.explain(total=total, **form.cleaned_data, **who),
)
RATE = Step(
    heading=_("Record an exchange rate"),
    says=_("Amounts are converted only by a rate that somebody states for a day."),
    button=_("Record it"),
    done=_("Recorded."),
    act=lambda park, form, **who: totals.record_rate(park=park, stated=form.cleaned_data, **who),
)
NEED = Step(
    heading=_("What a tenant needs"),
    says=_("The park answers it. Others read it only once the park has made it public."),
    button=_("Send it"),
    done=_("Sent."),
    act=lambda project, form, **who: needs.ask_for(project=project, **form.cleaned_data, **who),
)
ANSWER = Step(
    heading=_("Answer a need"),
    says=_("The tenant reads the answer; everybody does where the need is public."),
    button=_("Answer"),
    done=_("Answered."),
    act=lambda need, form, **who: needs.advance(need=need, **form.cleaned_data, **who),
)
LINK = Step(
    heading=_("Link what may meet the need"),
    says=_("A problem of the city, a technology or a laboratory, and why it fits."),
    button=_("Link it"),
    done=_("Linked."),
    act=lambda need, form, **who: needs.link(need=need, **form.cleaned_data, **who),
)


@second_factor_required
def begin(request, code):
    park = _managed(request, parks_for, code)
    form = BeginForm(request.POST or None, instance=InvestmentProject(park=park))
    return _page(request, BEGIN, park, form, reverse("park:projects", args=[code]))


@second_factor_required
def edit(request, code):
    project = _managed(request, projects_for, code)
    form = ProjectForm(request.POST or None, instance=project)
    return _page(request, EDIT, project, form, _page_of(project))


@second_factor_required
def enter(request, code, what):
    project = _managed(request, projects_for, code)
    heading, form = ENTRY_STEPS[what]
    step = Step(
        heading=heading,
        says=_("An entry is never altered. What is wrong is withdrawn, with a reason."),
        button=_("Record it"),
        done=_("Recorded."),
        act=lambda project, form, **who: projects.enter(
            project=project, what=what, values=form.values(), **who
        ),
    )
    return _page(request, step, project, form(request.POST or None), _page_of(project))


@second_factor_required
def withdraw(request, code, what, entry):
    project = _managed(request, projects_for, code)
    found = get_object_or_404(ENTRIES[what], project=project, code=entry, withdrawn_at=None)
    step = Step(
        heading=_("Withdraw an entry"),
        says=_("It stays to be read, with your reason, and counts no more."),
        button=_("Withdraw the entry"),
        done=_("Withdrawn."),
        act=lambda entry, form, **who: projects.withdraw(
            project=project, what=what, entry=entry, **form.cleaned_data, **who
        ),
    )
    return _page(request, step, found, ReasonForm(request.POST or None), _page_of(project))


@second_factor_required
def correct(request, code, what, entry):
    """Put another entry in the place of one that is wrong, in one step."""
    project = _managed(request, projects_for, code)
    found = get_object_or_404(ENTRIES[what], project=project, code=entry, withdrawn_at=None)

    def act(_project, form, **who):
        values = form.values()
        reason = values.pop("reason")
        projects.correct(what=what, entry=found, values=values, reason=reason, **who)

    step = Step(
        heading=_("Correct an entry"),
        says=_("The recorded one is withdrawn with your reason; this takes its place."),
        button=_("Save"),
        done=_("Saved."),
        act=act,
    )
    known = {name: getattr(found, name, "") for name in AGAIN[what].base_fields}
    known = {name: value for name, value in known.items() if value != ""}
    form = AGAIN[what](request.POST or None, initial=known | {"document": document_of(found)})
    return _page(request, step, project, form, _page_of(project))


@second_factor_required
def lot(request, code, lot=""):
    park = _managed(request, parks_for, code)
    found = get_object_or_404(Lot, park=park, code=lot) if lot else None
    step = Step(
        heading=_("Lot"),
        says=_("Its area, where it lies and which project is on it."),
        button=_("Save"),
        done=_("Saved."),
        act=lambda park, form, **who: lots.write_lot(
            park=park, lot=found, values=form.values(), **who
        ),
    )
    form = LotForm(request.POST or None, park=park, instance=found)
    return _page(request, step, park, form, reverse("park:lots", args=[code]))


@second_factor_required
def explain(request, code, total):
    _managed(request, parks_for, code)
    page = compared(request, code, total)
    back = reverse("park:totals", args=[code])
    form = ExplainForm(request.POST or None)
    return _page(request, EXPLAIN, page.pop("about"), form, back, "park/reconcile.html", **page)


@second_factor_required
def rate(request, code):
    park = _managed(request, parks_for, code)
    asked = {name: request.GET[name] for name in ("currency", "on_date") if name in request.GET}
    form = RateForm(request.POST or None, initial=asked)
    return _page(request, RATE, park, form, reverse("park:totals", args=[code]))


@second_factor_required
def need(request, code):
    project = get_object_or_404(projects_for(request.user), code=code)
    if not rules.may_ask(request.user, project):
        raise PermissionDenied
    return _page(request, NEED, project, NeedForm(request.POST or None), _page_of(project))


@second_factor_required
def answer(request, code):
    found = _managed(request, needs_for, code)
    form = NeedAnswerForm(request.POST or None, need=found)
    return _page(request, ANSWER, found, form, reverse("park:need", args=[code]))


@second_factor_required
def link(request, code):
    found = _managed(request, needs_for, code)
    form = NeedLinkForm(request.POST or None)
    return _page(request, LINK, found, form, reverse("park:need", args=[code]))


@second_factor_required
def statement(request, code):
    """Record what was published for a day: one form, and a row for each figure."""
    park = _managed(request, parks_for, code)
    form = StatementForm(request.POST or None)
    rows = TotalForms(request.POST or None, prefix="totals")
    if form.is_valid() and rows.is_valid():
        totals.record_statement(
            park=park,
            stated=form.cleaned_data,
            totals=stated_in(rows),
            by=request.user,
            at=now(),
        )
        messages.success(request, _("Recorded."))
        return redirect("park:totals", code)
    page = {"park": park, "form": form, "rows": rows}
    return render_part(request, "park/statement.html", "form", page, invalid=form.is_bound)


def _managed(request, rows_for, code):
    """Return what the park manager writes about; nobody else comes so far."""
    if not rules.may_manage(request.user):
        raise PermissionDenied
    return get_object_or_404(rows_for(request.user), code=code)


def _page_of(project):
    return reverse("park:project", args=[project.code])


def _page(request, step, about, form, back, template="park/act.html", **more):
    if form.is_valid():
        try:
            step.act(about, form, by=request.user, at=now())
        except CannotWrite as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, step.done)
            return redirect(back)
    page = {"about": about, "form": form, "step": step, "back": back, **more}
    return render_part(request, template, "form", page, invalid=form.is_bound)
