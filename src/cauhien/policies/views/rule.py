"""The rule of a mechanism written by an office, with its checks beside the fields."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cauhien.accounts.middleware import second_factor_required
from cauhien.policies import actions, bridge, queries, rules
from cauhien.policies.forms.checks import checks_in_words
from cauhien.policies.forms.refused import in_words
from cauhien.policies.forms.rows import rows_form
from cauhien.policies.forms.rule import HeadForm, gives_form, papers_form
from cauhien.policies.views.drafts import one
from cauhien.ui.words import language


@login_required
@second_factor_required
def write(request, code):
    mechanism = one(request, code)
    if not rules.may_write_rule(request.user, mechanism):
        raise PermissionDenied
    mechanism = queries.as_written(mechanism)
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
    is_read = rule and not mechanism.fault
    said = checks_in_words(mechanism, rule, vocabulary, localdate()) if is_read else None
    page |= {
        "checked": said,
        "kept": mechanism.rule_versions.all(),
        "questions": bridge.questions_in(vocabulary, language()),
    }
    return render(request, "policies/rule.html", page, status=status)
