"""What the checks of a rule find, as whoever writes it reads it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.policies import bridge, queries
from cauhien.policies.bridge import Kind
from cauhien.policies.forms.path import answer_in_words
from cauhien.ui.words import language

FAULTS = {
    "never": gettext_lazy("Nobody can meet these conditions together."),
    "lapsed": gettext_lazy("A condition rests on a text that is not in force as long as the rule."),
    "gap": gettext_lazy("Gap: none of these rules holds here."),
    "conflict": gettext_lazy("Conflict: both hold and give something different."),
    "duplicate": gettext_lazy("Duplicate: both hold for the same and give the same."),
    "shadowed": gettext_lazy("Shadowed: one holds wherever the other does and gives the same."),
    "overlap": gettext_lazy("Overlap: both hold for some and give the same."),
}
# (is there a low bound, does it belong; the same of the high one) → words for numbers, for days
_RANGES = {
    (True, True, True, True): (gettext_lazy("%(low)s to %(high)s"),) * 2,
    (True, False, True, True): (
        gettext_lazy("more than %(low)s, at most %(high)s"),
        gettext_lazy("after %(low)s, until %(high)s"),
    ),
    (True, True, True, False): (
        gettext_lazy("at least %(low)s, less than %(high)s"),
        gettext_lazy("from %(low)s, before %(high)s"),
    ),
    (True, False, True, False): (
        gettext_lazy("more than %(low)s, less than %(high)s"),
        gettext_lazy("after %(low)s, before %(high)s"),
    ),
    (True, True, False, False): (
        gettext_lazy("at least %(low)s"),
        gettext_lazy("%(low)s or later"),
    ),
    (True, False, False, False): (
        gettext_lazy("more than %(low)s"),
        gettext_lazy("after %(low)s"),
    ),
    (False, False, True, True): (
        gettext_lazy("at most %(high)s"),
        gettext_lazy("%(high)s or earlier"),
    ),
    (False, False, True, False): (
        gettext_lazy("less than %(high)s"),
        gettext_lazy("before %(high)s"),
    ),
}


def checks_in_words(mechanism, rule, vocabulary, today):
    """Return what the checks say of a rule as JSON: its parts, its faults, the tables it is in."""
    day = max(filter(None, [mechanism.valid_from, today]))
    rivals = {row.code: row for row in queries.giving_the_same(mechanism, day)}
    others = {code: _given(row, row.rule) for code, row in rivals.items()}
    report = bridge.report_on(_given(mechanism, rule), others, vocabulary, day)
    named = rivals | {"": mechanism}
    return {
        "cells": report.cells,
        "cuts": [
            (fact.asks[language()], dict.fromkeys(_in_words(*one.parts[0]) for one in regions))
            for fact, regions in ((cut[0].parts[0][0], cut) for cut in report.cuts)
        ],
        "faults": [_flaw(one, named) for one in report.flaws],
        "tables": [
            {
                "thing": _thing(mechanism, one.thing),
                "rules": [rivals[name] for name in one.names],
                "is_checked": one.is_checked,
                "cells": one.cells,
                "faults": [_flaw(flaw, named) for flaw in one.flaws],
            }
            for one in report.tables
        ],
    }


def _given(mechanism, rule):
    return bridge.Given(rule, queries.gives(mechanism), mechanism.audience)


def _thing(mechanism, thing):
    """Return a thing that a mechanism gives in the language of the page."""
    said = (one for one in mechanism.benefits if one["vi"].casefold().startswith(thing))
    return next(said)[language()].partition(":")[0]


def _flaw(flaw, named):
    return {
        "fault": flaw.fault,
        "says": FAULTS[flaw.fault],
        "other": named[flaw.other] if flaw.other else None,
        "about": flaw.about and flaw.about[language()],
        "more": flaw.more,
        "regions": [
            {
                "parts": [
                    (fact.asks[language()], _in_words(fact, seen)) for fact, seen in one.parts
                ],
                **_widened(one, named),
            }
            for one in flaw.regions
        ],
    }


def _widened(region, named):
    """Return the rule that could be widened, whether it is this one, and its conditions."""
    if region.widened is None:
        return {}
    name, widening = region.widened
    said = [
        (one.atom.says[language()], one.atom.basis.cited(language()), one.wanted)
        for one in widening.literals
    ]
    return {"rule": named[name], "is_own": not name, "conditions": said}


def _in_words(fact, seen):
    """Return some values of a fact, or ranges of them, as people read them."""
    if fact.kind in (Kind.NUMBER, Kind.DAY):
        return _(" or ").join(_range(fact, one) for one in seen)
    others = [one for one in fact.values if one not in seen]
    if fact.kind == Kind.CHOICE and others and len(others) < len(seen) / 2:
        return _("all but: %(others)s") % {"others": _listed(fact, others)}
    return _listed(fact, seen)


def _listed(fact, values):
    return "; ".join(answer_in_words(fact, one, language()) for one in values)


def _range(fact, span):
    if span.low is None and span.high is None:
        return _("any")
    bounds = {
        name: answer_in_words(fact, bound, language())
        for name, bound in (("low", span.low), ("high", span.high))
        if bound is not None
    }
    if span.low == span.high:
        return bounds["low"]
    kind = (span.low is not None, span.has_low, span.high is not None, span.has_high)
    return _RANGES[kind][fact.kind == Kind.DAY] % bounds
