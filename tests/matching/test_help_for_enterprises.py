"""What the engine finds for weak criteria of an enterprise: with a reason, and no persons."""

import pytest

from cauhien.enterprises.models import Suggestion
from cauhien.matching.actions.enterprises import help_enterprise
from tests.enterprises.things import a_completed, an_enterprise, shipped_templates

pytestmark = pytest.mark.django_db


def test_each_weak_criterion_gets_what_is_close_with_the_words_in_common(indexed, now):
    shipped_templates()
    enterprise, owner = an_enterprise()
    found = a_completed(enterprise, owner, "none")
    for one in found.content["criteria"]:
        one["seek_vi"] = "giảm ùn tắc giao thông giờ cao điểm" if one["key"] == "T4" else "lan rừng"

    help_enterprise(assessment=found, at=now)
    help_enterprise(assessment=found, at=now)  # again: nothing stands there twice

    rows = Suggestion.objects.filter(assessment=found, criterion="T4")
    codes = {(one.kind, one.code) for one in rows}
    assert ("technology", indexed["technology"].code) in codes
    assert {one.kind for one in rows} <= {"technology", "laboratory", "organisation"}
    assert rows[0].reason_vi.startswith("Từ chung:")
    assert rows[0].reason_en.startswith("Words in common:")
    assert set(rows[0].basis) == {"engine", "index", "input"}
    found.refresh_from_db()
    assert found.looked_for == ["laboratory", "organisation", "technology"]
