"""Somebody follows a programme, or a stage and a field, and hears of rounds and their last days."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.ecosystem import rules
from cauhien.ecosystem.actions.refusals import need
from cauhien.ecosystem.models import Following
from cauhien.ecosystem.queries.entries import EVENT
from cauhien.ecosystem.queries.following import closing_between, followers_of, told_of_closing
from cauhien.notices.actions import tell

ANNOUNCED = "ecosystem.date_announced"
CLOSES = "ecosystem.round_closes"
BEFORE = timedelta(days=7)  # the end of a round, that one is reminded of it


@transaction.atomic
def follow(*, by, at, body=None, stage="", topic=""):
    """Let somebody hear of a body, or of all for a stage and a field; twice is once."""
    need(rules.may_register(by), _("Sign in as yourself to follow something."))
    need(body or stage or topic, _("Say what you want to follow."))
    wanted = {"body": body, "stage": "" if body else stage, "topic": "" if body else topic}
    return Following.objects.get_or_create(user=by, **wanted, defaults={"since": at})[0]


@transaction.atomic
def stop_following(*, following, by):
    """Let somebody no longer hear of it."""
    need(rules.may_register(by) and following.user_id == by.pk, _("This is not yours."))
    following.delete()


def announce_to_followers(event, *, at):
    """Tell who follows it of a date that everybody sees from now on, but not who registered it."""
    people = followers_of(event).exclude(user=event.owner_id)
    _tell(ANNOUNCED, event, people.values("user"), at)


@transaction.atomic
def remind(*, at):
    """Remind those who follow it, once, of each round that closes soon; return how many."""
    told = 0
    for event in closing_between(at, at + BEFORE):
        people = followers_of(event).exclude(user__in=told_of_closing(event, CLOSES))
        told += len(_tell(CLOSES, event, people.values("user"), at))
    return told


def _tell(kind, event, users, at):
    people = User.objects.filter(pk__in=users)
    due_at = event.closes_at
    return tell(users=people, kind=kind, subject=(EVENT, event.code), at=at, due_at=due_at)
