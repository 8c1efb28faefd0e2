"""The list of mechanisms, and the page of one."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.policies import bridge, queries, rules
from cauhien.policies.states import MechanismKind, Validity
from cauhien.policies.views.acts import offered
from cauhien.ui.filters import Asked, Filter, page_of
from cauhien.ui.words import language


def filters():
    return (
        Filter("kind", _("What it gives"), "kind", dict(MechanismKind.choices)),
        Filter("validity", _("In force?"), "validity", dict(Validity.choices)),
    )


def mechanisms(request):
    asked = Asked.of(request.GET, filters())
    found = queries.mechanisms_listed(request.user, asked.question)
    facets = asked.facets(found)
    page = {
        "heading": _("Special mechanisms and incentives"),
        "intro": _(
            "What the law gives to those who do science, technology and innovation in the city: "
            "with article, conditions and dates. Not legal advice; check the text in force."
        ),
        "hint": _("Name, for whom, or number of the text"),
        "asked": asked,
        "facets": facets,
        "chosen": [one for facet in facets for one in facet["options"] if one["current"]],
        "page": page_of(asked.narrow(found), request.GET.get("page")),
        "row": "policies/parts/row.html",
    }
    return render(request, "policies/list.html", page)


def mechanism(request, code):
    user, day = request.user, localdate()
    found = get_object_or_404(queries.mechanisms_for(user), code=code)
    is_commented_on = rules.may_comment(found, day)  # then nothing else is to be done with it
    is_computed = bool(found.rule) and not found.fault
    page = {
        "mechanism": found,
        "condition": _condition(found) if is_computed else None,
        "versions": queries.versions_of(found, user),
        "uses": found.uses.all(),
        "acts": [] if is_commented_on else offered(user, found, "policies:act"),
        "may_write": rules.may_write(user, found),
        "may_write_rule": rules.may_write_rule(user, found),
        "may_report_use": rules.may_report_use(user, found),
    }
    if found.is_drafted:
        page |= {
            "texts": queries.texts_for(user, found),
            "obstacles": queries.obstacles_behind(found, user),
            "comments": queries.comments_for(user, found),
            "may_comment": is_commented_on,
            "may_answer": rules.may_answer_comments(user, found),
            "log": queries.log_of(found, user),
        }
    return render(request, "policies/mechanism.html", page)


def _condition(mechanism):
    vocabulary = bridge.vocabulary_of(queries.facts())
    return bridge.literal_rows(mechanism.rule, vocabulary, language())
