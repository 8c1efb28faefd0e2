"""The rule of a mechanism written by an office, with its checks beside the fields."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.middleware import second_factor_required
from cauhien.policies import actions, bridge, queries, rules
from cauhien.policies.forms.path import answer_in_words
from cauhien.policies.forms.refused import in_words
from cauhien.policies.forms.rows import rows_form
from cauhien.policies.forms.rule import HeadForm, gives_form, papers_form
from cauhien.policies.views.drafts import one
from cauhien.ui.words import language

FAULTS = {
    "never": gettext_lazy("Nobody can meet these conditions together."),
    "lapsed": gettext_lazy("A condition rests on a text that is not in force as long as the rule."),
    "conflict": gettext_lazy("Conflict: both hold and give something different."),
    "duplicate": gettext_lazy("Duplicate: both hold for the same and give the same."),
    "shadowed": gettext_lazy("Shadowed: one holds wherever the other does and gives the same."),
    "overlap": gettext_lazy("Overlap: both hold for some and give the same."),
}


@login_required
@second_factor_required
def write(request, code):
    mechanism = one(request, code)
    if not rules.may_write_rule(request.user, mechanism):
        raise PermissionDenied
    vocabulary = bridge.vocabulary_of(queries.facts())
    sent = request.POST if request.method == "POST" else None
    page = _forms(mechanism, vocabulary, sent)
    head, rows, gives, papers = page["head"], page["rows"], page["gives"], page["papers"]
    if sent is None:
        return _page(request, page, mechanism.rule, vocabulary)
    # All are asked, so that all that is wrong is said at once.
    if not all([head.is_valid(), rows.is_valid(), gives.is_valid(), papers.is_valid()]):
        return _page(request, page, None, vocabulary, status=422)
    written = _written(head, rows, gives, papers)
    rule = actions.rule_of(mechanism, written)
    if wrong := bridge.wrong_with(rule, vocabulary):
        if not rows.refuse(*wrong):
            head.add_error(None, in_words(wrong[1]))
        return _page(request, page, None, vocabulary, status=422)
    mechanism.benefits = written.beside["benefits"]  # as they are checked, not as they are kept
    if "save" not in sent:
        again = {"rule": rule, "gives": mechanism.benefits, "bring": written.rule["bring"]}
        page |= _rows(vocabulary, None, **again)  # with blank rows anew
        return _page(request, page, rule, vocabulary)
    try:
        kept = actions.write_rule(
            mechanism=mechanism,
            written=written,
            reason=head.cleaned_data["reason"],
            by=request.user,
            at=now(),
        )
    except actions.CannotDo as refusal:
        head.refuse(refusal)
        return _page(request, page, rule, vocabulary, status=422)
    messages.success(request, _("The version is kept."))
    return redirect("policies:mechanism", code=kept.code)


def _written(head, rows, gives, papers):
    return actions.Written(
        rule={
            "condition": rows.condition(),
            "basis": head.basis(),
            "fixed": rows.fixed(),
            "bring": papers.said(),
        },
        beside=head.beside() | {"benefits": gives.said()},
        since=head.cleaned_data["since"],
        until=head.cleaned_data["until"],
    )


def _forms(mechanism, vocabulary, sent):
    """Return the forms of the page: as sent, or as the mechanism is."""
    rule = mechanism.rule
    said = {"rule": rule, "gives": mechanism.benefits, "bring": (rule or {}).get("bring", ())}
    applicants = bridge.applicants(vocabulary, language())
    head = HeadForm.of(mechanism, applicants, sent)
    return {"mechanism": mechanism, "head": head} | _rows(vocabulary, sent, **said)


def _rows(vocabulary, sent, *, rule, gives, bring):
    return {
        "rows": rows_form(bridge.facts_for_choice(vocabulary, language()), sent, rule),
        "gives": gives_form(sent, gives),
        "papers": papers_form(sent, bring),
    }


def _page(request, page, rule, vocabulary, status=200):
    mechanism = page["mechanism"]
    page |= {
        "checked": _checked(mechanism, rule, vocabulary) if rule and not mechanism.fault else None,
        "kept": mechanism.rule_versions.all(),
        "questions": bridge.questions_in(vocabulary, language()),
    }
    return render(request, "policies/rule.html", page, status=status)


def _checked(mechanism, rule, vocabulary):
    """Return what the checks say of a rule: its parts, and each fault with its words."""
    day = max(filter(None, [mechanism.valid_from, localdate()]))
    rivals = {row.code: row for row in queries.giving_the_same(mechanism, day)}
    others = {code: (row.rule, _gives(row)) for code, row in rivals.items()}
    report = bridge.report_on(rule, others | {"": (rule, _gives(mechanism))}, vocabulary, day)
    spoken = language()
    faults = [
        {
            "fault": one.fault,
            "says": FAULTS[one.fault],
            "other": rivals.get(one.other),
            "about": one.about and one.about[spoken],
            "example": _answers(one.example, vocabulary, spoken),
        }
        for one in report.faults
    ]
    cuts = [
        (fact.asks[spoken], [answer_in_words(fact, value, spoken) for value in values])
        for fact, values in report.cuts
    ]
    return {"cells": report.cells, "cuts": cuts, "faults": faults}


def _answers(example, vocabulary, spoken):
    """Return [(question, answer)] of the cell that a fault names."""
    asked = [(vocabulary[name], value) for name, value in example.items()]
    return [(fact.asks[spoken], answer_in_words(fact, value, spoken)) for fact, value in asked]


def _gives(mechanism):
    return "; ".join(one["vi"] for one in mechanism.benefits)
