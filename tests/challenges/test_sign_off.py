import pytest

from cauhien.accounts.states import Role
from cauhien.challenges import actions, queries
from cauhien.challenges.states import Act, State
from tests.factories import a_challenge, a_grant, a_user, acts, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(now):
    draft = a_challenge()
    return actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)


@pytest.fixture
def head(sent):
    return a_user(Role.HEAD, office=sent.office)


def test_the_head_signs_the_frozen_text(sent, head, now):
    frozen = queries.frozen_text(sent)

    signed = actions.sign_off(challenge=sent, by=head, at=now, sha256=frozen.sha256)

    frozen.refresh_from_db()
    assert (signed.state, acts(sent)) == (State.TRIAGE, [Act.SEND, Act.SIGN])
    assert (frozen.signed_by, frozen.signed_at) == (head, now)


def test_the_log_names_the_hash_that_was_signed(sent, head, now):
    sha256 = queries.frozen_text(sent).sha256

    actions.sign_off(challenge=sent, by=head, at=now, sha256=sha256)

    assert queries.log_for(head, sent)[-1].line.detail["basis"] == sha256


def test_who_read_another_text_signs_nothing(sent, head, now):
    with pytest.raises(actions.CannotMove):
        actions.sign_off(challenge=sent, by=head, at=now, sha256="0" * 64)

    sent.refresh_from_db()
    assert (sent.state, queries.frozen_text(sent).signed_at) == (State.AWAITING_SIGN_OFF, None)


def test_whoever_sent_it_does_not_sign_it_even_as_head(now):
    draft = a_challenge()
    a_grant(draft.officer, Role.HEAD, office=draft.office)
    actions.send_for_sign_off(challenge=draft, by=draft.officer, at=now)
    sha256 = queries.frozen_text(draft).sha256

    with pytest.raises(actions.CannotMove):
        actions.sign_off(challenge=draft, by=draft.officer, at=now, sha256=sha256)


def test_the_head_of_another_office_cannot_sign(sent, now):
    sha256 = queries.frozen_text(sent).sha256

    with pytest.raises(actions.CannotMove):
        actions.sign_off(challenge=sent, by=a_user(Role.HEAD), at=now, sha256=sha256)


def test_it_waits_for_its_head_and_for_no_other(sent, head):
    assert queries.waiting_for(head) == [sent]
    assert queries.waiting_for(a_user(Role.HEAD)) == []
    assert queries.waiting_for(a_user(Role.OFFICER, office=sent.office)) == []


@pytest.mark.parametrize(("language", "shown"), [("vi", "14,2"), ("en", "14.2")])
def test_numbers_are_read_in_the_language_of_the_page(client, sent, head, language, shown):
    head.language = language
    head.save(update_fields=["language"])
    sign_in(client, head)

    page = client.get(f"/challenges/{sent.code}/sign/").content.decode()

    assert f"<dd>{shown}</dd>" in page
