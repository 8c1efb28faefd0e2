"""Start-ups and who helps them, read."""

from typing import Any

from django.db.models import BooleanField, Case, Count, Value, When

from cauhien.core import search
from cauhien.ecosystem import rules
from cauhien.ecosystem.models import Startup, SupportBody
from cauhien.organisations.queries import alphabetical

BODY, STARTUP = "supportbody", "startup"
MODELS: dict[str, Any] = {BODY: SupportBody, STARTUP: Startup}


def entries_for(kind, user):
    rows = MODELS[kind].objects.filter(rules.visible(user))
    return rows.select_related("source", "organisation__canonical")


def bodies_for(user):
    return entries_for(BODY, user)


def startups_for(user):
    return entries_for(STARTUP, user)


def listed(kind, user, question="", language="vi"):
    """Return the entries of a kind that hold the words, by their names."""
    rows = search.narrowed(entries_for(kind, user), question, user=user, kind=kind)
    return rows.order_by(*alphabetical(language))


def standing(rows, year):
    """Return bodies with `is_over`: one edition, or a plan, of a year that has passed."""
    over = When(last_year__lt=year, then=Value(True))
    return rows.annotate(is_over=Case(over, default=Value(False), output_field=BooleanField()))


def kinds_counted(user):
    """Return [(kind of body, how many)], the most first."""
    counted = bodies_for(user).order_by().values_list("kind").annotate(count=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))
