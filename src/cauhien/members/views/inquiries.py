"""Questions that offices and enterprises put to experts, and an expert's own page of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.middleware import second_factor_required
from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.enterprises.queries import firms_asking
from cauhien.matching.actions import runs
from cauhien.matching.bridge.evidence import described
from cauhien.matching.states import Kind, claim
from cauhien.members import actions, forms, queries, rules
from cauhien.members.states import MOST_OF_ENTERPRISE, WITHIN, Act, InquiryState
from cauhien.members.views.steps import Step, offered, taken
from cauhien.network.rules import is_own, is_real
from cauhien.organisations.models import Office
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part

MOST_FOUND = 12
BEFORE_THE_END = (InquiryState.OPEN, InquiryState.ASKED)


INQUIRY_STEPS = {
    "tell": Step(Act.TELL, gettext_lazy("Say what became of it"), tone="second"),
    "withdraw": Step(Act.WITHDRAW, gettext_lazy("Withdraw the question"), False, "plain"),
}
ADVICE_STEPS = {
    "answer": Step(Act.ANSWER, gettext_lazy("Answer")),
    "decline": Step(Act.DECLINE, gettext_lazy("Decline, or name who knows better"), tone="second"),
    "thank": Step(Act.THANK, gettext_lazy("Thank the expert")),
    "recall": Step(Act.RECALL, gettext_lazy("Ask no longer"), False, "plain"),
}


@login_required
@second_factor_required
def inquiries(request):
    """Show what one is asked oneself, and what one's office or enterprise has asked."""
    page = {
        "may_ask": rules.may_ask(request.user),
        "enterprises": firms_asking(request.user),
        "own": queries.own_advice(request.user),
        "page": page_of(queries.inquiries_for(request.user), request.GET.get("page")),
    }
    return render(request, "members/inquiries.html", page)


@login_required
@second_factor_required
def experts(request):
    """Show who can be asked here, whom nobody has ever asked first."""
    if not rules.may_ask(request.user):
        raise PermissionDenied
    found = queries.askable_with_load(request.user)
    page = {
        "page": page_of(found, request.GET.get("page"), 50),
        "never": found.filter(is_real(), asked=0).count(),
    }
    return render(request, "members/experts.html", page)


@login_required
@second_factor_required
def new(request):
    """Write a question in the name of an office, or of the coordinator."""
    if not rules.may_ask(request.user):
        raise PermissionDenied
    offices = Office.objects.filter(pk__in=office_ids(request.user, *OFFICE_STAFF))
    return _new(request, {"office": offices.first()})


@login_required
@second_factor_required
def new_for(request, code):
    """Write a question in the name of an enterprise that one acts for."""
    enterprise = get_object_or_404(firms_asking(request.user), code=code)
    return _new(request, {"enterprise": enterprise})


def _new(request, asker):
    """Take a question from whoever asks: {"office": …} or {"enterprise": …}."""
    enterprise = asker.get("enterprise")
    said = request.POST if request.method == "POST" else None
    form = forms.InquiryForm(said, is_of_enterprise=enterprise is not None)
    if form.is_valid() and (made := _opened(request, form, asker)):
        messages.success(request, _("Written. Choose now whom to ask."))
        return redirect(_with_person(request, "members:inquiry", code=made.code))
    lead = _("Nobody is told before you choose whom to ask.")
    page = {
        "heading": _("Ask an expert"),
        "lead": f"{_('Asked by')}: {enterprise}. {lead}" if enterprise else lead,
        "form": form,
        "button": _("Look for experts"),
    }
    return render_part(request, "members/form.html", "form", page, invalid=form.is_bound)


def _opened(request, form, asker):
    said = {"written": form.cleaned_data, "by": request.user, "at": now()}
    try:
        return actions.open_inquiry(**said, **asker)
    except actions.CannotMove as refusal:
        form.refuse(refusal)
        return None


def _with_person(request, name, **arguments):
    """Return an address that keeps in mind beside whom the question was begun."""
    person = request.GET.get("person")
    return reverse(name, kwargs=arguments, query={"person": person} if person else None)


@login_required
@second_factor_required
def inquiry(request, code):
    """Show a question with its answers; whoever asks chooses experts here."""
    found = get_object_or_404(queries.inquiries_for(request.user), code=code)
    may_choose = rules.way_for(request.user, found, Act.CHOOSE) is not None
    if request.method == "POST" and not may_choose:
        raise PermissionDenied
    near, refusal = _near(found, request.user) if may_choose else ([], "")
    form = _choice(request, found, near) if may_choose else None
    if form and form.is_bound and form.is_valid():
        try:
            actions.ask_experts(inquiry=found, by=request.user, at=now(), **form.cleaned_data)
        except actions.CannotMove as cannot:
            form.refuse(cannot)
        else:
            messages.success(request, _("Asked. The experts are told."))
            return redirect("members:inquiry", code=code)
    can_be_asked = {one.code for one in form.fields["people"].queryset} if form else set()
    runs_it = rules.runs(request.user, found)
    page = {
        "case": found,
        "runs": runs_it,
        "answers": queries.answers_to(found),
        "not_free": queries.not_free_for(found, request.user) if may_choose else (),
        "near": queries.known_from_works(near),
        "left": queries.left_to_ask(found, now()) if may_choose else None,
        "most": MOST_OF_ENTERPRISE,
        "days": WITHIN.days,
        "refusal": refusal,
        "steps": offered(request.user, found, INQUIRY_STEPS),
        "form": form if can_be_asked else None,
        "may_choose": may_choose,
        "may_meet": found.state in BEFORE_THE_END and runs_it and not found.enterprise,
    }
    is_invalid = bool(form and form.is_bound)
    return render_part(request, "members/inquiry.html", "form", page, invalid=is_invalid)


def _near(found, user):
    """Return (the persons close to a question, each with its `claim`; why there is no answer).

    An enterprise is told of nobody whom it cannot ask.
    """
    asked = {"title": found.title, "text": found.text, "kinds": (Kind.PERSON,)}
    if found.enterprise:
        asked["among"] = [one.code for one in queries.askable_for(found, user)]
        asked["is_illustrated"] = found.enterprise.is_illustration
    try:
        answer = runs.ask(at=now(), **asked)
    except runs.CannotMatch as refusal:
        return [], refusal.message
    rows = described(answer.candidates[:MOST_FOUND], answer.asked)
    for row in rows:
        proofs = row["evidence"]
        row["claim"] = claim(Kind.PERSON, row["closeness"], proofs[0]["kind"] if proofs else "")
    return rows, ""


def _choice(request, found, near):
    people = queries.free_for(found, request.user)
    codes = set(people.values_list("code", flat=True))
    first = {one["code"]: one["claim"] for one in near if one["code"] in codes}
    said = request.POST if request.method == "POST" else None
    chosen = {"people": [request.GET.get("person")]}
    return forms.ChoiceForm(said, initial=chosen, people=people, first=first)


@login_required
@second_factor_required
def inquiry_act(request, code, step):
    found = get_object_or_404(queries.inquiries_for(request.user), code=code)
    how = ("members:inquiry", _form, _do, _question_and_answers)
    return taken(request, found, INQUIRY_STEPS.get(step), how)


def _question_and_answers(case):
    given = [one for one in queries.answers_to(case) if one.answer]
    return [(_("The question"), case.text), *((one.person.shown_name, one.answer) for one in given)]


@login_required
@second_factor_required
def advice(request, code):
    found = get_object_or_404(queries.advice_for(request.user), code=code)
    page = {
        "case": found,
        "steps": offered(request.user, found, ADVICE_STEPS),
        "is_own": is_own(request.user, found.person),
        "sees_question": queries.inquiries_for(request.user).filter(pk=found.inquiry_id).exists(),
    }
    return render(request, "members/advice.html", page)


@login_required
@second_factor_required
def advice_act(request, code, step):
    found = get_object_or_404(queries.advice_for(request.user), code=code)
    how = ("members:advice", _form, _do, _question_and_answer)
    return taken(request, found, ADVICE_STEPS.get(step), how)


def _question_and_answer(case):
    answer = [(_("What the expert wrote"), case.answer)] if case.answer else []
    return [(_("The question"), case.inquiry.text), *answer]


def _form(step, case, said):
    """Return the form of a step of a question or an advice."""
    return forms.WordsForm(said) if step.needs_words else forms.Refusable(said)


def _do(case, step, said, by):
    words = said.get("words", "")
    if step.act == Act.TELL:
        return actions.tell_outcome(inquiry=case, words=words, by=by, at=now())
    return actions.advance(case=case, act=step.act, by=by, at=now(), words=words)
