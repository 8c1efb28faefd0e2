import pytest

from cauhien.challenges import actions
from cauhien.challenges.states import State
from tests.factories import a_challenge

pytestmark = pytest.mark.django_db


def test_an_officer_hands_a_complete_draft_to_the_head(now):
    draft = a_challenge()

    sent = actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    assert sent.state == State.AWAITING_SIGN_OFF
