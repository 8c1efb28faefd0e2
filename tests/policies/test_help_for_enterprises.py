"""Incentives for the weak criteria of an enterprise: those that it may get, with the reason."""

import pytest

from cauhien.enterprises.models import Suggestion
from cauhien.policies.actions.enterprises import help_enterprise
from cauhien.policies.models import Mechanism
from tests.enterprises.things import TEMPLATES, a_completed, an_enterprise, shipped_templates
from tests.factories import NOW
from tests.policies.things import load_mechanisms

pytestmark = pytest.mark.django_db


def test_incentives_that_are_named_for_a_weak_criterion_stand_there_with_their_reason():
    load_mechanisms()
    shipped_templates()
    enterprise, owner = an_enterprise()
    found = a_completed(enterprise, owner, "none")

    help_enterprise(assessment=found, at=NOW)

    rows = Suggestion.objects.filter(assessment=found, criterion="R5").order_by("rank")
    series = [Mechanism.objects.get(code=one.code).series for one in rows]
    assert series == ["IR-017", "IR-009"]
    assert all(one.reason_vi and one.reason_en for one in rows)
    named = {one for t in TEMPLATES.values() for c in t["criteria"] for one in c["incentives"]}
    assert named == {*named} & set(Mechanism.objects.values_list("series", flat=True))
    found.refresh_from_db()
    assert found.looked_for == ["mechanism"]
