"""What is done while a pilot runs and when it ends: one form each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.middleware import second_factor_required, signature_required
from cauhien.challenges.actions import CannotMove
from cauhien.challenges.actions.initiative import CannotMoveFile
from cauhien.pilots import actions, forms, queries, rules
from cauhien.pilots.models import Measurement, MilestoneReport
from cauhien.pilots.views.page import load
from cauhien.ui.render import render_part


@dataclass(frozen=True)
class Step:
    """One such act: who may do it, its form, what does it, and the words of its page.

    act: takes (what it is about, the valid form, by, at).
    """

    may: Callable
    form: type
    act: Callable
    heading: str | Promise
    says: str | Promise
    button: str | Promise
    done: str | Promise


REPORT = Step(
    may=rules.may_report,
    form=forms.EvidenceForm,
    act=lambda it, form, **who: actions.report_milestone(
        milestone=it, evidence=form.evidence(), **who
    ),
    heading=_("Report a milestone"),
    says=_("The office accepts it, or returns it with a reason. Everybody reads that it is met."),
    button=_("Report it"),
    done=_("Reported. The office answers."),
)
ANSWER_REPORT = Step(
    may=rules.may_answer,
    form=forms.AnswerForm,
    act=lambda it, form, **who: actions.answer_report(report=it, **form.cleaned_data, **who),
    heading=_("Answer a report"),
    says=_("What you accept is public and can be paid."),
    button=_("Answer"),
    done=_("Answered. The team is told."),
)
MEASURE = Step(
    may=rules.may_report,
    form=forms.ValueForm,
    act=lambda it, form, **who: actions.measure(
        pilot=it, values=form.values(), evidence=form.evidence(), **who
    ),
    heading=_("Report a measured value"),
    says=_("Everybody reads it once the office has accepted it."),
    button=_("Report it"),
    done=_("Reported. The office answers."),
)
ANSWER_VALUE = Step(
    may=rules.may_answer,
    form=forms.AnswerForm,
    act=lambda it, form, **who: actions.answer_value(measurement=it, **form.cleaned_data, **who),
    heading=_("Answer a measured value"),
    says=_("What you accept is public and stands on the page of the problem."),
    button=_("Answer"),
    done=_("Answered. The team is told."),
)
PAY = Step(
    may=rules.may_pay,
    form=forms.PaymentForm,
    act=lambda it, form, **who: actions.pay(milestone=it, values=form.cleaned_data, **who),
    heading=_("Record a payment"),
    says=_("As the books of the office say. Only an accepted milestone is paid."),
    button=_("Record it"),
    done=_("Recorded."),
)
LET_BEGIN = Step(
    may=rules.may_let_begin,
    form=forms.ReasonForm,
    act=lambda it, form, **who: actions.let_begin(pilot=it, **form.cleaned_data, **who),
    heading=_("Let the pilot begin before the days for requests are over"),
    says=_("Everybody reads your reason in the log. Teams may ask for a review all the same."),
    button=_("Let it begin"),
    done=_("The pilot may begin now."),
)
SUM_UP = Step(
    may=rules.may_sum_up,
    form=forms.SumUpForm,
    act=lambda it, form, **who: actions.sum_up(pilot=it, **form.cleaned_data, **who),
    heading=_("Report on the pilot"),
    says=_("The report is frozen with the accepted values and goes to the acceptance council."),
    button=_("Freeze and hand over"),
    done=_("Handed over to the acceptance council."),
)
CONTINUE = Step(
    may=rules.may_continue,
    form=forms.ReasonForm,
    act=lambda it, form, **who: actions.continue_pilot(pilot=it, **form.cleaned_data, **who),
    heading=_("Continue the pilot"),
    says=_("It goes on as planned. Votes given so far fall away; the log keeps them."),
    button=_("Continue it"),
    done=_("The pilot goes on."),
)
STOP = Step(
    may=rules.may_stop,
    form=forms.ReasonForm,
    act=lambda it, form, **who: actions.stop_pilot(pilot=it, **form.cleaned_data, **who),
    heading=_("Stop the pilot early"),
    says=_("The problem is closed with the target not met. Everybody reads your reason."),
    button=_("Stop it"),
    done=_("The pilot is stopped."),
)
VOTE = Step(
    may=rules.may_vote,
    form=forms.VoteForm,
    act=lambda it, form, **who: actions.vote(pilot=it, **form.cleaned_data, **who),
    heading=_("Vote on the acceptance"),
    says=_("You may change your vote until the council concludes."),
    button=_("Cast the vote"),
    done=_("Your vote is recorded."),
)
CONCLUDE = Step(
    may=rules.may_conclude,
    form=forms.ConclusionForm,
    act=lambda it, form, **who: actions.conclude(pilot=it, **form.cleaned_data, **who),
    heading=_("Conclude the acceptance"),
    says=_("Minutes are made of the votes, and a certificate where the target is met."),
    button=_("Conclude it"),
    done=_("Concluded. The outcome is public."),
)
FOLLOW_UP = Step(
    may=rules.may_follow_up,
    form=forms.FollowUpForm,
    act=lambda it, form, **who: actions.follow_up(pilot=it, **form.cleaned_data, **who),
    heading=_("A year later: did the problem go away?"),
    says=_("Everybody reads the answer on the page of the problem."),
    button=_("Answer"),
    done=_("Answered. Everybody reads it."),
)


@login_required
@second_factor_required
def report(request, code, number):
    pilot = _pilot(request, code)
    return _page(request, pilot, REPORT, get_object_or_404(pilot.milestones, number=number))


@login_required
@second_factor_required
def answer_report(request, code, reported):
    pilot = _pilot(request, code)
    found = get_object_or_404(MilestoneReport, milestone__pilot=pilot, code=reported)
    return _page(request, pilot, ANSWER_REPORT, found)


@login_required
@second_factor_required
def answer_value(request, code, reported):
    pilot = _pilot(request, code)
    found = get_object_or_404(Measurement, pilot=pilot, code=reported)
    return _page(request, pilot, ANSWER_VALUE, found)


@login_required
@second_factor_required
def pay(request, code, number):
    pilot = _pilot(request, code)
    return _page(request, pilot, PAY, get_object_or_404(pilot.milestones, number=number))


def _of_pilot(step, gate):
    """Return the page of an act that is about the pilot as a whole."""

    @gate
    def view(request, code):
        pilot = _pilot(request, code)
        return _page(request, pilot, step, pilot)

    return view


measure = _of_pilot(MEASURE, lambda view: login_required(second_factor_required(view)))
let_begin = _of_pilot(LET_BEGIN, signature_required)
sum_up = _of_pilot(SUM_UP, signature_required)
carry_on = _of_pilot(CONTINUE, signature_required)
stop = _of_pilot(STOP, signature_required)
vote = _of_pilot(VOTE, signature_required)
conclude = _of_pilot(CONCLUDE, signature_required)
follow_up = _of_pilot(FOLLOW_UP, login_required)


def _pilot(request, code):
    _challenge, found = load(request, code)
    if found is None:
        raise PermissionDenied
    return found


def _page(request, pilot, step, about):
    if not step.may(request.user, pilot):
        raise PermissionDenied
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = step.form(*given, about=about)
    if form.is_valid():
        try:
            step.act(about, form, by=request.user, at=now())
        except actions.CannotDo as refusal:
            form.refuse(refusal)
        except (CannotMove, CannotMoveFile) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, step.done)
            return redirect("pilots:pilot", code=pilot.challenge.code)
    page = {"challenge": pilot.challenge, "pilot": pilot, "about": about, "form": form}
    page |= {"step": step, "newest": queries.newest_accepted(pilot)}
    return render_part(request, "pilots/act.html", "form", page, invalid=form.is_bound)
