"""Links in a mail by which somebody does one thing once, without signing in first."""

from datetime import timedelta

import pytest

from cauhien.notices import actions
from tests.factories import a_user

pytestmark = pytest.mark.django_db
PURPOSE = "review.answer_invitation"


@pytest.fixture
def link(now):
    """Return a link that stands at an address of this app."""
    return actions.make_link(
        purpose=PURPOSE,
        url_name="notices:unsubscribe",
        subject=("seat", "k7d2mq9x"),
        person=a_user(),
        at=now,
        expires_at=now + timedelta(days=10),
    )


def token(link):
    return actions.signed_link(link).split("/")[-2]


def test_opening_a_link_does_not_use_it_up(link, now):
    opened = [actions.opened_link(token(link), purpose=PURPOSE, at=now) for _ in "12"]

    assert opened == [link, link]


def test_a_link_is_used_once(link, now):
    used = actions.use_link(token(link), purpose=PURPOSE, at=now)
    assert (used.subject_code, used.used_at) == ("k7d2mq9x", now)

    with pytest.raises(actions.CannotUse):
        actions.use_link(token(link), purpose=PURPOSE, at=now)


def test_a_link_expires(link, now):
    with pytest.raises(actions.CannotUse):
        actions.use_link(token(link), purpose=PURPOSE, at=now + timedelta(days=10))


def test_a_link_serves_no_other_purpose(link, now):
    with pytest.raises(actions.CannotUse):
        actions.opened_link(token(link), purpose="review.declare", at=now)


@pytest.mark.parametrize("change", [lambda said: said[:-1], lambda said: "x" + said, lambda _: "x"])
def test_an_altered_link_is_refused(link, now, change):
    with pytest.raises(actions.CannotUse):
        actions.opened_link(change(token(link)), purpose=PURPOSE, at=now)


def test_a_link_ends_with_the_account_it_is_for(link, now):
    link.person.is_active = False
    link.person.save()

    with pytest.raises(actions.CannotUse):
        actions.use_link(token(link), purpose=PURPOSE, at=now)
