import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import actions
from cauhien.challenges.queries import frozen_text
from cauhien.challenges.states import Act, State
from cauhien.core.models import Event
from tests.factories import a_challenge, a_user, acts

pytestmark = pytest.mark.django_db


def test_an_officer_hands_a_complete_draft_to_the_head(now):
    draft = a_challenge()

    sent = actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    assert (sent.state, acts(draft)) == (State.AWAITING_SIGN_OFF, [Act.SEND])
    assert frozen_text(draft).content["baseline"] == "14.2"
    assert Event.objects.filter(kind="challenge.changed", subject_code=draft.code).count() == 1


def test_a_problem_without_baseline_is_refused_and_nothing_changes(now):
    draft = a_challenge(baseline=None, place_text=" ")

    with pytest.raises(actions.CannotSend) as refusal:
        actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    draft.refresh_from_db()
    assert set(refusal.value.missing) == {"baseline", "place_text"}
    assert (draft.state, acts(draft), frozen_text(draft)) == (State.DRAFT, [], None)


def test_a_baseline_of_zero_is_a_baseline(now):
    draft = a_challenge(baseline=0)

    sent = actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    assert sent.state == State.AWAITING_SIGN_OFF


def test_an_officer_of_another_office_cannot_send_it(now):
    draft = a_challenge()

    with pytest.raises(actions.CannotMove):
        actions.send_for_sign_off(challenge=draft, by=a_user(Role.OFFICER), at=now)


def test_it_cannot_be_sent_twice(now):
    draft = a_challenge()
    actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    with pytest.raises(actions.CannotMove):
        actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    assert acts(draft) == [Act.SEND]


def test_the_same_text_has_the_same_hash_however_a_number_was_written(now):
    first, second = a_challenge(title_vi="Như nhau"), a_challenge(title_vi="Như nhau")
    second.target = "18.0000"
    second.save()

    for draft in (first, second):
        actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)

    assert frozen_text(first).sha256 == frozen_text(second).sha256
