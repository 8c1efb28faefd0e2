"""The illustrated case: by which text it is played, and for whom something waits in it."""

import tomllib
from functools import cache

from django.conf import settings
from django.utils.timezone import localdate

from cauhien.accounts.queries import demonstration_accounts
from cauhien.challenges.models import Challenge, Initiative
from cauhien.core.items import items_for
from cauhien.review.queries import councils_of


@cache
def script():
    """Return the texts and figures by which the case is played."""
    return tomllib.loads((settings.DATA / "illustration.toml").read_text("utf-8"))


def illustrated():
    """Return the illustrated case that was begun last, None before there is one."""
    return Challenge.objects.filter(is_illustration=True).order_by("-created_at").first()


def waiting(at):
    """Return [(account of the demonstration, Item)] of all that waits in the illustrated case."""
    challenge = illustrated()
    if challenge is None:
        return []
    known = _codes(challenge)
    found = []
    for account in demonstration_accounts():
        account.day = localdate(at)
        found += [(account, item) for item in items_for(account, at) if _is_of(item, known)]
    return found


def _codes(challenge):
    """Return the codes that stand in addresses of the case."""
    files = Initiative.objects.filter(challenge=challenge).values_list("code", flat=True)
    councils = councils_of(challenge)
    seats = [seat.code for council in councils for seat in council.seats.all()]
    return {challenge.code, *files, *(council.code for council in councils), *seats}


def _is_of(item, codes):
    return item.code in codes or any(part in codes for part in item.url.split("/"))
