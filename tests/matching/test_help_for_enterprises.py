"""What the engine finds for weak criteria of an enterprise: with a reason, and no persons."""

import pytest

from cauhien.enterprises.actions import move_need
from cauhien.enterprises.models import Suggestion
from cauhien.enterprises.states import NeedAct
from cauhien.matching.actions.enterprises import help_enterprise
from tests.enterprises.things import a_completed, a_need, an_enterprise, shipped_templates
from tests.factories import NOW

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
    assert "_" not in "".join(row.reason_vi for row in rows)  # as written, not as terms
    assert rows[0].reason_en.startswith("Words in common:")
    assert set(rows[0].basis) == {"engine", "index", "input"}
    found.refresh_from_db()
    assert found.looked_for == ["laboratory", "organisation", "technology"]


def test_what_may_help_with_a_need_is_found_with_its_words_and_no_persons(
    client, indexed, django_assert_max_num_queries
):
    enterprise, owner = an_enterprise()
    need = a_need(enterprise, owner)
    move_need(need=need, act=NeedAct.SHOW, by=owner, at=NOW)

    with django_assert_max_num_queries(12):
        html = client.get(f"/technology-needs/{need.code}/help/").content.decode()

    assert f"/technologies/{indexed['technology'].code}/" in html
    assert "<mark>" in html
    assert indexed["person"].code not in html
