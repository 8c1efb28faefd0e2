"""Values that the data steward put right, with the things they are of."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cauhien.accounts.queries import names_by_uuid
from cauhien.core.models import Assertion
from cauhien.core.subjects import subjects
from cauhien.ingest.states import HOLDERS
from cauhien.organisations.models import Organisation
from cauhien.ui.words import zone_name


@dataclass(frozen=True, kw_only=True)
class Correction:
    """One value put right. ours: what a person accepted."""

    ours: Assertion
    thing: Any  # the row that it is of
    label: str  # of the column, in words
    who: str  # who accepted it; empty where the account is gone
    bodies: dict  # {code: name} of organisations that such values name

    @property
    def url_name(self):
        """The name of the page of the thing, empty where its kind has none."""
        named = {one.kind: one.url_name for one in subjects()}
        return named.get(self.ours.subject_kind, "")

    def shown(self, assertion):
        """Return a value as people read it: the word of a list instead of its code."""
        if names_holder(assertion):
            return self.bodies.get(assertion.value, assertion.value)
        if assertion.predicate == "zone":
            return zone_name(assertion.value)
        if isinstance(assertion.value, bool):
            return _("yes") if assertion.value else _("no")
        if isinstance(assertion.value, dict | list):
            return json.dumps(assertion.value, ensure_ascii=False)
        choices = dict(self.thing._meta.get_field(assertion.predicate).flatchoices)
        return choices.get(assertion.value, assertion.value)


def described(found, models):
    """Return the Corrections of some accepted values, in their order.

    models: {kind: model}. Of a thing that is gone there is none.
    """
    things = things_of(found, models)
    who, bodies = names_by_uuid({one.by for one in found}), bodies_named(found)
    return [
        Correction(
            ours=one,
            thing=thing,
            label=label_of(thing, one),
            who=who.get(one.by, ""),
            bodies=bodies,
        )
        for one in found
        if (thing := things.get((one.subject_kind, one.subject_code)))
    ]


def names_holder(assertion):
    return assertion.predicate in HOLDERS.get(assertion.subject_kind, ())


def bodies_named(assertions):
    """Return {code: name} of the organisations that assertions name as holders."""
    codes = [one.value for one in assertions if names_holder(one) and one.value]
    if not codes:
        return {}
    return {row.code: str(row) for row in Organisation.objects.filter(code__in=codes)}


def label_of(thing, assertion):
    if names_holder(assertion):
        return str(HOLDERS[assertion.subject_kind][assertion.predicate])
    return str(thing._meta.get_field(assertion.predicate).verbose_name)


def things_of(assertions, models):
    """Return {(kind, code): row} of what assertions are of."""
    codes: dict[str, set] = {}
    for one in assertions:
        codes.setdefault(one.subject_kind, set()).add(one.subject_code)
    return {
        (kind, row.code): row
        for kind, wanted in codes.items()
        for row in models[kind].objects.filter(code__in=wanted)
    }
