from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cauhien_engine.panel.council import NoCouncil, Quota, form_council, request
from cauhien_engine.panel.facts import period
from cauhien_engine.panel.profiles import BadProfile, profile_of, rules_of, unread
from cauhien_engine.panel.rules import Kind

CIRCULAR = {
    "id": "CR-001",
    "legal_document": "Thông tư 20/2023/TT-BKHCN",
    "legal_basis": [{"article": "8"}],
    "valid_from": "2023-11-27",
    "valid_to": None,
    "size_min": 7,
    "size_max": 9,
    "sizes_allowed": None,
    "roles": {"chair": 1, "secretary": "elected", "reviewer": "2 per task", "member": "rest"},
    "composition": [{"rule": "members of the task-definition council are preferred"}],
    "quorum": {"min_fraction": "2/3"},
    "exclusions": [
        {"relation": "staff_of", "to": "lead or partner organisation", "role_affected": ["chair"]},
        {"relation": "spouse_parent_child_sibling", "to": "principal investigator, main members",
         "role_affected": "any", "clause": "8.2.đ"},
        {"relation": "unserved_S&T_sanction_or_criminal_liability", "to": "self",
         "role_affected": "any"},
        {"relation": "something new", "to": "the task", "role_affected": "any"},
    ],
}  # fmt: skip


def best_of_all(asked):
    """Return the largest fit by trying every council, None if there is none."""
    roles = [role for role, count in enumerate(asked.seats) for _ in range(count)]
    totals = [
        sum(asked.fit[one, role] for one, role in zip(members, roles, strict=True))
        for members in permutations(range(len(asked.fit)), len(roles))
        if all(asked.allowed[one, role] for one, role in zip(members, roles, strict=True))
        if all(
            (quota.least or 0) <= len({*members} & {*quota.group}) <= (quota.most or 99)
            for quota in asked.quotas
        )
    ]
    return max(totals, default=None)


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_the_council_is_the_best_of_all_or_the_reasons_are_real(seed):
    rng = np.random.default_rng(seed)
    groups = [tuple(np.flatnonzero(rng.random(6) < 0.5).tolist()) for _ in range(2)]
    quotas = [Quota(str(at), one, at, int(rng.integers(1, 4))) for at, one in enumerate(groups)]
    fit, allowed = rng.integers(0, 10, (6, 2)) / 10, rng.random((6, 2)) < 0.7
    asked = request(fit, allowed, {"chair": 1, "member": 2}, quotas)
    best = best_of_all(asked)

    if best is None:
        with pytest.raises(NoCouncil) as refusal:
            form_council(asked)
        assert refusal.value.refusal.reasons
        return
    council = form_council(asked)

    assert council == form_council(asked)
    assert (council.is_optimal, council.total) == (True, pytest.approx(best))
    for seat in council.seats:
        assert asked.allowed[seat.candidate, asked.roles.index(seat.role)]


def test_a_role_that_nobody_may_take_is_the_one_reason():
    asked = request([0.9, 0.8], [[False, True], [False, True]], {"chair": 1, "member": 1})

    with pytest.raises(NoCouncil) as refusal:
        form_council(asked)

    assert refusal.value.refusal.reasons == (("role", "chair"),)


def test_of_many_demands_the_fewest_that_clash_are_named():
    quotas = [
        Quota("women", (0,), least=2),
        Quota("of the university", (1, 2, 3), most=1),
        Quota("managers", (), least=0, most=3),
    ]

    with pytest.raises(NoCouncil) as refusal:
        form_council(request([0.5] * 4, None, {"member": 3}, quotas))

    assert refusal.value.refusal.reasons == (("quota", "women"),)


def test_each_seat_says_who_came_next_why_not_and_who_stands_in():
    asked = request(
        [0.9, 0.8, 0.7, 0.6], None, {"chair": 1, "member": 1}, [Quota("firm", (0, 1), most=1)]
    )

    chair, member = form_council(asked).seats

    assert (chair.candidate, chair.place, chair.of, chair.stand_in) == (0, 1, 4, 1)
    assert (member.candidate, member.next_best, member.why_not) == (2, 1, ("firm",))
    assert member.stand_in == 3


def test_a_profile_reads_roles_sizes_quorum_and_keeps_what_it_cannot_read():
    profile = profile_of(CIRCULAR, proposals=2)

    assert profile.seats(9) == {"chair": 1, "reviewer": 4, "member": 4}
    assert (profile.sizes, str(profile.quorum)) == ((7, 8, 9), "2/3")
    assert profile.valid == period("2023-11-27", "now")
    assert profile.notes == ("members of the task-definition council are preferred",)
    with pytest.raises(BadProfile):
        profile.seats(11)


def test_exclusions_become_rules_with_their_article():
    staff, family = rules_of(CIRCULAR)

    assert (staff.kind, staff.roles, staff.years) == (Kind.ORGANISATION, {"chair"}, 0)
    assert staff.towards == {"lead organisation", "partner organisation"}
    assert (family.kind, family.towards) == (Kind.KINSHIP, {"lead", "main"})
    assert family.basis == "Thông tư 20/2023/TT-BKHCN, art. 8, 8.2.đ"
    assert unread(CIRCULAR) == ["something new"]


def test_a_profile_without_size_is_refused():
    with pytest.raises(BadProfile):
        profile_of(CIRCULAR | {"size_min": None})
