"""Members of the network: who they are, and how somebody becomes one."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.middleware import second_factor_required
from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.core import city
from cauhien.members import actions, forms, queries, rules
from cauhien.members.states import MemberAct, MembershipState
from cauhien.members.views.steps import Step, offered, taken
from cauhien.network.queries import own_person, people_for
from cauhien.organisations.models import Office
from cauhien.organisations.states import Topic
from cauhien.ui.filters import page_of
from cauhien.ui.render import render_part

STEPS = {
    "agree": Step(MemberAct.AGREE, gettext_lazy("Agree"), False),
    "accept": Step(MemberAct.ACCEPT, gettext_lazy("Accept as a member")),
    "refuse": Step(MemberAct.REFUSE, gettext_lazy("Do not accept"), tone="second"),
    "decline": Step(MemberAct.DECLINE, gettext_lazy("Decline"), tone="second"),
    "renew": Step(MemberAct.RENEW, gettext_lazy("Renew the term")),
    "end": Step(MemberAct.END, gettext_lazy("End the membership"), tone="second"),
    "resign": Step(MemberAct.RESIGN, gettext_lazy("Give the membership back"), tone="second"),
}


def members(request):
    """Show everybody who is a member today, by group."""
    today = localdate()
    group = request.GET.get("group", "")
    rows = queries.members_on(today)
    found = rows.filter(group=group) if group in Topic.values else rows
    own = own_person(request.user) if request.user.is_authenticated else None
    page = {
        "page": page_of(found, request.GET.get("page"), 60),
        "groups": _groups(rows, group),
        "group": group if group in Topic.values else "",
        "illustrated": queries.illustrated_members(today),
        "may_call": rules.may_ask(request.user),
        "own": own if own and _may_join(request.user, own) else None,
    }
    return render(request, "members/members.html", page)


def _may_join(user, person):
    return rules.may_nominate(user, person) and queries.open_membership(person) is None


def _groups(rows, current):
    taken_up = set(rows.order_by().values_list("group", flat=True))
    every = {"url": "?", "label": _("All groups"), "current": not current}
    return [every] * bool(taken_up) + [
        {"url": f"?group={value}", "label": label.capitalize(), "current": value == current}
        for value, label in Topic.choices
        if value in taken_up
    ]


def rules_of_standing(request):
    """Show the rules by which a member has a standing, with their legal basis or without."""
    page = {"standings": queries.standings(), "terms": city.membership()}
    return render(request, "members/standings.html", page)


@login_required
@second_factor_required
def nominations(request):
    """List the nominations that one reads: for the managing office, the audit and offices."""
    if not rules.may_list(request.user):
        raise PermissionDenied
    rows = queries.memberships_for(request.user)
    page = {"page": page_of(rows, request.GET.get("page"), 30)}
    return render(request, "members/nominations.html", page)


@login_required
@second_factor_required
def nominate(request, code):
    """Nominate a person, or oneself."""
    person = get_object_or_404(people_for(request.user).select_related("user"), code=code)
    if not rules.may_nominate(request.user, person):
        raise PermissionDenied
    held = queries.open_membership(person)
    if held and queries.memberships_for(request.user).filter(pk=held.pk).exists():
        return redirect("members:membership", code=held.code)
    declared = queries.fields_of(person)
    said = request.POST if request.method == "POST" else None
    form = forms.NominateForm(said, declared=declared)
    if form.is_valid() and (made := _nominated(request, person, form)):
        messages.success(request, _("Nominated. Whom it concerns is told."))
        return redirect("members:membership", code=made.code)
    page = {
        "person": person,
        "form": form if declared else None,
        "is_own": rules.is_own(request.user, person),
        "held": held,
    }
    return render_part(request, "members/nominate.html", "form", page, invalid=form.is_bound)


def _nominated(request, person, form):
    offices = Office.objects.filter(pk__in=office_ids(request.user, *OFFICE_STAFF))
    said = {"person": person, "written": form.said(), "office": offices.first()}
    try:
        return actions.nominate(by=request.user, at=now(), **said)
    except actions.CannotMove as refusal:
        form.refuse(refusal)
        return None


@login_required
@second_factor_required
def membership(request, code):
    """Show a nomination or membership, with what the rules count."""
    found = get_object_or_404(queries.memberships_for(request.user), code=code)
    measured = found.measured or queries.measured(found.person)
    page = {
        "case": found,
        "fields": found.research_fields.order_by("code"),
        "standings": [(one, one.conditions(measured)) for one in queries.standings()],
        "steps": offered(request.user, found, _steps(request.user, found)),
    }
    return render(request, "members/membership.html", page)


@login_required
@second_factor_required
def act(request, code, step):
    found = get_object_or_404(queries.memberships_for(request.user), code=code)
    chosen = _steps(request.user, found).get(step)
    return taken(request, found, chosen, ("members:membership", _form, _do, _to_read))


def _steps(user, case):
    """Return the steps; who has nominated themself withdraws that, and declines nothing."""
    if case.nominated_by_id != user.pk or not rules.is_own(user, case.person):
        return STEPS
    return STEPS | {"decline": replace(STEPS["decline"], button=_("Withdraw"))}


def _to_read(case):
    said = [(_("The nomination"), case.reason)]
    if case.state == MembershipState.WAITING:
        measured = queries.measured(case.person)
        rows = "\n".join(_counted(one, measured) for one in queries.standings())
        said.append((_("What the rules ask, and what the register counts"), rows))
    return said


def _counted(standing, measured):
    """Return in words what a rule of standing asks, and what the register counts of somebody."""
    found = [
        _("%(label)s %(found)s (at least %(least)s)")
        % {"label": one.label, "found": one.found, "least": one.least}
        for one in standing.conditions(measured)
    ]
    return f"{queries.standing_in_words(standing.code)}: {'; '.join(found)}"


def _form(step, case, said):
    """Return the form of a step of a membership."""
    today = localdate()
    term = {"ends_on": today.replace(year=today.year + city.membership()["term_years"], day=1)}
    if step.act == MemberAct.ACCEPT:
        standings = queries.standings()
        measured = queries.measured(case.person)
        met = next((one.code for one in standings if one.is_met(measured)), "")
        initial = term | {"standing": met}
        return forms.AcceptForm(said, standings=standings, initial=initial)
    if step.act == MemberAct.RENEW:
        return forms.RenewForm(said, initial=term)
    return forms.WordsForm(said) if step.needs_words else forms.Refusable(said)


def _do(case, step, said, by):
    if step.act == MemberAct.ACCEPT:
        return actions.accept(membership=case, written=said, by=by, at=now())
    if step.act == MemberAct.RENEW:
        return actions.renew(membership=case, written=said, by=by, at=now())
    words = said.get("words", "")
    return actions.advance(case=case, act=step.act, by=by, at=now(), words=words)
