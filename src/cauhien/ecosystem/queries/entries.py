"""Start-ups and who helps them, read."""

from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, OuterRef, Q, Value, When

from cauhien.core import search
from cauhien.ecosystem import rules
from cauhien.ecosystem.models import Event, Investment, Mentor, Startup, SupportBody
from cauhien.ecosystem.states import FOR_STAGES, EntryKind, EventKind
from cauhien.network.models import Person
from cauhien.network.rules.people import suggestable
from cauhien.organisations.queries import alphabetical, rows_of

STARTUP, BODY = EntryKind.STARTUP, EntryKind.BODY
EVENT, MENTOR, INVESTMENT = EntryKind.EVENT, EntryKind.MENTOR, EntryKind.INVESTMENT
_STAGES: Any = SupportBody._meta.get_field("stages")
MODELS: dict[str, Any] = {
    STARTUP: Startup,
    BODY: SupportBody,
    EVENT: Event,
    MENTOR: Mentor,
    INVESTMENT: Investment,
}


def entries_for(kind, user):
    rows = MODELS[kind].objects.filter(rules.visible(kind))
    if kind == INVESTMENT:
        return rows.select_related("startup")
    return rows.select_related("source", "organisation__canonical")


def bodies_for(user):
    return entries_for(BODY, user)


def startups_for(user):
    return entries_for(STARTUP, user)


def events_for(user):
    return entries_for(EVENT, user)


def mentors_for(user):
    return entries_for(MENTOR, user).select_related("owner")


def investments_in(startup):
    return startup.investments.filter(rules.visible(INVESTMENT))


def entries_at(organisation, user):
    """Return {kind: rows} of what an organisation has listed, on whichever of its rows it hangs."""
    return {
        kind: entries_for(kind, user)
        .filter(organisation__in=rows_of(organisation))
        .order_by("sort_key", "id")
        for kind in (STARTUP, BODY, EVENT)
    }


def all_at(organisation, user):
    """Return the keys of the entries of an organisation, of all kinds."""
    first, *others = (rows.values("pk") for rows in entries_at(organisation, user).values())
    return first.union(*others, all=True)


def person_of(mentor):
    """Return the person of the register who is the mentor, None where they link no page."""
    if not mentor.links_person:
        return None
    return Person.objects.filter(suggestable(), user=mentor.owner_id).first()


def listed(kind, user, question="", language="vi"):
    """Return the entries of a kind that hold the words, by their names."""
    rows = search.narrowed(entries_for(kind, user), question, user=user, kind=kind)
    return rows.order_by(*alphabetical(language))


def standing(rows, year):
    """Return bodies with `is_over`: one edition, or a plan, of a year that has passed."""
    over = When(last_year__lt=year, then=Value(True))
    return rows.annotate(is_over=Case(over, default=Value(False), output_field=BooleanField()))


def staged(rows):
    """Return bodies with `for_stages`: those that they state, else those of their kind."""
    by_kind = [
        When(stages=[], kind=kind, then=Value(list(stages), output_field=_STAGES))
        for kind, stages in FOR_STAGES.items()
    ]
    return rows.annotate(for_stages=Case(*by_kind, default=F("stages"), output_field=_STAGES))


def applying(rows, at):
    """Return bodies with `takes_now`: a round of applications is open."""
    own = Event.objects.filter(rules.visible(EVENT), _open(at), body=OuterRef("pk"))
    return rows.annotate(takes_now=Exists(own))


def _open(at):
    return Q(kind=EventKind.ROUND, starts_at__lte=at, ends_at__gte=at)


def kinds_counted(user):
    """Return [(kind of body, how many)], the most first."""
    counted = bodies_for(user).order_by().values_list("kind").annotate(count=Count("pk"))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def dated(user, at, question=""):
    """Return the events that hold the words, with `is_open` (a round that takes applications now)
    and `is_over`.
    """
    rows = search.narrowed(events_for(user), question, user=user, kind=EVENT)
    return rows.select_related("body").annotate(is_open=_is(_open(at)), is_over=_is(~_ahead(at)))


def _is(condition):
    return Case(When(condition, then=Value(True)), default=Value(False))


def _ahead(at):
    return Q(ends_at__gte=at) | Q(starts_at__gte=at)


def events_of(body, user, at):
    """Return the rounds and events of a body, the latest first."""
    return dated(user, at).filter(body=body).order_by("-starts_at", "-id")


def coming(user, at):
    """Return the events that are not over, the next first."""
    return dated(user, at).filter(_ahead(at)).order_by("starts_at", "id")


def open_now(user, at):
    """Return the rounds of applications that take them now, the first to close first."""
    return dated(user, at).filter(_open(at)).order_by("ends_at", "id")
