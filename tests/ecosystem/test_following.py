"""Whoever follows a programme, or a stage and a field, hears of rounds and of their last days."""

from datetime import timedelta

import pytest
from django.test import Client

from cauhien.ecosystem.actions.following import announce_to_followers, remind
from cauhien.ecosystem.models import Event, Following
from cauhien.notices.models import Notice
from tests.ecosystem.things import a_body
from tests.factories import NOW, a_user, sign_in

pytestmark = pytest.mark.django_db


def following(asked):
    """Return somebody who follows what an address asks for, and their client."""
    user, client = a_user(), Client()
    sign_in(client, user)
    assert client.post(f"/ecosystem/follow/?{asked}").status_code == 302
    return user, client


def a_round(**said):
    times = {"starts_at": NOW, "ends_at": NOW + timedelta(days=6)}
    return Event.objects.create(name_vi="Vòng 1", kind="round", **times, **said)


def told(kind):
    return {one.recipient for one in Notice.objects.filter(kind=f"ecosystem.{kind}")}


def test_a_follower_hears_of_a_new_round_and_is_reminded_of_its_end_once():
    body = a_body()
    user, _client = following(f"body={body.code}")
    a_user()

    event = a_round(body=body)
    announce_to_followers(event, at=NOW)
    reminded = [remind(at=NOW - timedelta(days=3)), remind(at=NOW), remind(at=NOW)]

    assert (told("date_announced"), told("round_closes"), reminded) == ({user}, {user}, [0, 1, 0])
    Event.objects.update(ends_at=NOW + timedelta(days=5))
    assert remind(at=NOW) == 1  # another last day
    Event.objects.update(removed_at=NOW)
    assert remind(at=NOW + timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("stages", "topics", "hears"),
    [
        (["seed"], ["energy"], True),
        (["every"], [], True),
        ([], ["energy", "land"], True),
        (["idea"], ["energy"], False),
        ([], [], False),
    ],
)
def test_who_follows_a_stage_and_a_field_hears_of_what_fits(stages, topics, hears):
    user, client = following("stage=seed&topic=energy")

    announce_to_followers(a_round(stages=stages, topics=topics), at=NOW)

    Event.objects.update(ends_at=NOW + timedelta(days=36500))
    listed = list(client.get("/ecosystem/following/").context["events"])
    assert (told("date_announced"), bool(listed)) == ({user} if hears else set(), hears)


def test_what_one_follows_is_ones_own_and_ends_when_one_wants():
    body = a_body()
    _user, client = following(f"body={body.code}")
    _other, stranger = following("stage=idea")
    code = Following.objects.get(body=body).code
    stop = f"/ecosystem/following/{code}/stop/"

    assert "Vườn ươm" not in stranger.get("/ecosystem/following/").content.decode()
    assert stranger.post(stop).status_code == 404
    client.post(f"/ecosystem/follow/?body={body.code}")
    assert Following.objects.filter(body=body).count() == 1
    assert client.post(stop).status_code == 302
    assert list(client.get("/ecosystem/following/").context["followings"]) == []
    assert Client().get("/ecosystem/follow/?stage=idea").status_code == 302
