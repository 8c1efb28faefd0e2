import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.states import Act, State
from tests.factories import a_challenge, a_user, acts

pytestmark = pytest.mark.django_db


def test_the_head_returns_it_with_a_reason_that_the_officer_reads(now):
    challenge = a_challenge(State.AWAITING_SIGN_OFF)
    head = a_user(Role.HEAD, office=challenge.office)

    actions.return_challenge(challenge=challenge, by=head, at=now, reason="Thiếu số liệu")

    challenge.refresh_from_db()
    assert (challenge.state, acts(challenge)) == (State.DRAFT, [Act.RETURN])
    assert queries.return_reason(challenge).detail["reason"] == "Thiếu số liệu"


def test_the_coordinator_returns_it_from_triage(now):
    challenge = a_challenge(State.TRIAGE)

    actions.return_challenge(
        challenge=challenge, by=a_user(Role.COORDINATOR), at=now, reason="Trùng bài toán khác"
    )

    challenge.refresh_from_db()
    assert challenge.state == State.DRAFT


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_returned(now, reason):
    challenge = a_challenge(State.AWAITING_SIGN_OFF)
    head = a_user(Role.HEAD, office=challenge.office)

    with pytest.raises(actions.CannotMove):
        actions.return_challenge(challenge=challenge, by=head, at=now, reason=reason)

    challenge.refresh_from_db()
    assert (challenge.state, acts(challenge)) == (State.AWAITING_SIGN_OFF, [])


def test_the_reason_is_gone_once_it_is_sent_anew(now):
    challenge = a_challenge(State.AWAITING_SIGN_OFF)
    head = a_user(Role.HEAD, office=challenge.office)
    actions.return_challenge(challenge=challenge, by=head, at=now, reason="Thiếu số liệu")

    actions.send_for_sign_off(challenge=challenge, by=challenge.officer, at=now)

    assert queries.return_reason(challenge) is None


def test_the_head_does_not_take_it_back_from_triage(now):
    challenge = a_challenge(State.TRIAGE)
    head = a_user(Role.HEAD, office=challenge.office)

    with pytest.raises(actions.CannotMove):
        actions.return_challenge(challenge=challenge, by=head, at=now, reason="Nhầm")
