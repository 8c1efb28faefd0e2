"""How a person wants to be told."""

from django.core import signing
from django.db import transaction

from cauhien.accounts.models import User
from cauhien.core.codes import random_code
from cauhien.notices.documents import UNSUBSCRIBE_SALT
from cauhien.notices.models import Choice, Preference
from cauhien.notices.states import Way


def preference_of(user):
    """Return the preference of a user; made, with the secret of their feeds, when first asked."""
    return Preference.objects.get_or_create(user=user)[0]


@transaction.atomic
def choose_ways(*, user, general, chosen):
    """Keep how a person is told. chosen: {name of a kind: way} where it differs from general."""
    preference = preference_of(user)
    preference.way = general
    preference.save(update_fields=["way"])
    Choice.objects.filter(user=user).delete()
    Choice.objects.bulk_create(
        Choice(user=user, kind=kind, way=way) for kind, way in chosen.items() if way
    )
    return preference


@transaction.atomic
def renew_secret(*, user):
    """Give a person's feeds a new address; whoever knew the old one reads nothing any more."""
    preference = preference_of(user)
    preference.secret = random_code(32)
    preference.save(update_fields=["secret"])
    return preference


def unsubscribe(*, token):
    """Stop the mails to whom a token of a mail names; signing.BadSignature if it was altered."""
    uuid = signing.Signer(salt=UNSUBSCRIBE_SALT).unsign(token)
    if user := User.objects.filter(uuid=uuid, is_active=True, is_demonstration=False).first():
        choose_ways(user=user, general=Way.OFF, chosen={})
    return user
