"""The engine seats a council for the files of a call."""

from datetime import date

import pytest

from cauhien.accounts.states import Role
from cauhien.challenges.states import State
from cauhien.review import bridge, queries
from cauhien.review.actions import CannotForm, Wish, form_council, place_seat, prove_council
from cauhien.review.models import Council, Seat
from cauhien.review.states import CouncilState, QuotaKind, SeatRole, SeatState
from cauhien.trail.queries import lines_of
from tests.factories import a_user, acts, an_organisation
from tests.review.things import a_call, a_member, an_initiative, experts, with_organisation

pytestmark = pytest.mark.django_db
UNTIL = date(2026, 12, 20)
SEVEN = {"chair": 1, "vice_chair": 1, "scientific_secretary": 1, "reviewer": 2, "member": 2}


def form(call, by, now, **wish):
    wish = Wish(**{"size": 7, "until": UNTIL} | wish)
    return form_council(challenge=call.challenge, wish=wish, by=by, at=now)


def seated(council):
    return [seat.person.name for seat in queries.seats_to_change(council)]


def test_a_council_of_seven_has_the_roles_of_its_procedure(call, coordinator, now):
    experts(12, call.challenge)

    council = form(call, coordinator, now)

    seats = queries.seats_of(council)
    assert council.roles == SEVEN
    assert sorted(seat.role for seat in seats) == sorted(
        role for role, count in SEVEN.items() for _ in range(count)
    )
    assert sorted(seated(council)) == [f"Chuyên gia E{at}" for at in range(1, 8)]


def test_each_seat_has_its_place_the_next_best_and_a_stand_in_of_its_own(call, coordinator, now):
    experts(20, call.challenge)

    seats = list(queries.seats_of(form(call, coordinator, now)))

    assert {seat.next_best.name for seat in seats} == {"Chuyên gia E8"}
    assert len({seat.stand_in_id for seat in seats}) == 7
    assert {seat.of for seat in seats} == {20}
    assert sorted(seat.place for seat in seats) == [1, 2, 3, 4, 5, 6, 7]
    assert seats[0].evidence[0]["title_vi"] == "Đèn thích ứng"


def test_who_works_where_a_member_of_a_team_works_is_not_seated_and_the_reason_is_kept(
    call, coordinator, now
):
    found, school = experts(12, call.challenge), an_organisation("Trường Đại học Sông Nhuệ")
    with_organisation(found[3].person, school)
    a_member(call.challenge.initiatives.get(), role="edit", organisation=school)

    council = form(call, coordinator, now)

    findings = [one for one in queries.findings_of(council) if one.severity == "hard"]
    assert found[3].person.name not in seated(council)
    assert {(one.person, one.reason) for one in findings} == {(found[3].person, "organisation.now")}
    assert "Trường Đại học Sông Nhuệ" in queries.reason_in_words(findings[0])


def test_who_is_away_sits_on_enough_councils_or_runs_the_case_is_left_out(call, coordinator, now):
    found = experts(11, call.challenge)
    away = found[0].person
    away.absences.create(from_on=date(2026, 12, 1), until_on=date(2026, 12, 9))
    found[1].person.most_seats = 0
    found[1].person.save()
    found[2].person.user = coordinator
    found[2].person.save()

    council = form(call, coordinator, now)

    out = {one["person"]: one["out"] for one in council.candidates if one["out"]}
    assert out == {
        str(found[0].person.uuid): "away",
        str(found[1].person.uuid): "full",
        str(found[2].person.uuid): "role",
    }
    assert not {one.person.name for one in found[:3]} & set(seated(council))


def test_no_more_from_one_organisation_than_was_asked(call, coordinator, now):
    found, house = experts(12, call.challenge), an_organisation()
    for one in found[:4]:
        with_organisation(one.person, house)

    council = form(call, coordinator, now, limits={QuotaKind.ORGANISATION: 1})

    assert len({one.person.name for one in found[:4]} & set(seated(council))) == 1


def test_a_request_that_cannot_be_met_is_answered_with_the_fewest_reasons(call, coordinator, now):
    experts(12, call.challenge)

    with pytest.raises(CannotForm) as refused:
        form(call, coordinator, now, limits={QuotaKind.ENTERPRISE: 2})

    assert refused.value.reasons == (("quota", "enterprise"),)
    assert not Council.objects.exists()


def test_too_few_experts_name_the_roles_that_clash(call, coordinator, now):
    experts(5, call.challenge)

    with pytest.raises(CannotForm) as refused:
        form(call, coordinator, now)

    assert {kind for kind, _ in refused.value.reasons} == {"role"}


def test_what_is_stored_gives_the_same_council_again(call, coordinator, now):
    experts(12, call.challenge)
    council = Council.objects.get(pk=form(call, coordinator, now).pk)

    again = bridge.seats_for(bridge.asked_of(council), seed=council.seed)

    assert council.engine_version == bridge.VERSION
    assert {(one.role, one.person) for one in again.seats} == {
        (seat.role, str(seat.person.uuid)) for seat in queries.seats_of(council)
    }


def test_a_procedure_without_rules_of_its_own_seats_a_small_panel(coordinator, now):
    call = a_call()
    call.procedure.rules, call.procedure.council_min, call.procedure.reviewers = {}, 3, 0
    call.procedure.save()
    an_initiative(call)
    experts(4, call.challenge)

    council = form(call, coordinator, now, size=3)

    assert council.roles == {"chair": 1, "scientific_secretary": 1, "member": 1}


def test_only_the_coordinator_forms_one_and_only_when_files_are_open(call, coordinator, now):
    experts(8, call.challenge)
    with pytest.raises(CannotForm):
        form(call, a_user(Role.OFFICER, office=call.challenge.office), now)
    call.challenge.state = State.OPEN
    call.challenge.save()
    with pytest.raises(CannotForm):
        form(call, coordinator, now)


def test_asking_again_dissolves_the_proposal_before(call, coordinator, now):
    experts(9, call.challenge)
    first = form(call, coordinator, now)

    second = form(call, coordinator, now)

    first.refresh_from_db()
    assert (first.state, second.state) == (CouncilState.DISSOLVED, CouncilState.PROPOSED)
    assert (acts(first), acts(second)) == (["form_council", "dissolve_council"], ["form_council"])


def test_the_history_of_a_case_holds_what_its_councils_did(call, coordinator, now):
    experts(9, call.challenge)
    council = form(call, coordinator, now)

    lines = lines_of(call.challenge)

    assert council.chain in {line.chain for line in lines}


def test_a_seat_goes_to_another_by_hand_with_a_reason(call, coordinator, now):
    found = experts(12, call.challenge)
    council = form(call, coordinator, now)
    chair = Seat.objects.get(council=council, role=SeatRole.CHAIR)

    new = place_seat(
        seat=chair, person=found[10].person, reason="Đã chủ trì việc tương tự", by=coordinator,
        at=now,
    )  # fmt: skip

    chair.refresh_from_db()
    assert (chair.state, new.state) == (SeatState.REPLACED, SeatState.PROPOSED)
    assert (new.role, new.place, new.of, new.follows) == (SeatRole.CHAIR, 11, 12, chair)
    assert acts(council)[-1] == "seat_replace"


def test_by_hand_too_nobody_is_seated_whom_a_conflict_keeps_out(call, coordinator, now):
    found, school = experts(12, call.challenge), an_organisation()
    council = form(call, coordinator, now)
    with_organisation(found[10].person, school)
    a_member(call.challenge.initiatives.get(), role="edit", organisation=school)
    seat = queries.seats_to_change(council).first()

    with pytest.raises(CannotForm, match=r"conflict|xung đột"):
        place_seat(seat=seat, person=found[10].person, reason="Giỏi", by=coordinator, at=now)


def test_the_long_search_proves_the_council(call, coordinator, now):
    experts(9, call.challenge)
    council = form(call, coordinator, now)
    Council.objects.filter(pk=council.pk).update(is_optimal=False, total=0.0)

    proved = prove_council(council=council, at=now)

    assert (proved.is_optimal, proved.proved_at) == (True, now)
    assert proved.total == pytest.approx(council.total)
    assert len(seated(proved)) == 7
