"""Problems, read. Every list of them begins at `challenges_for`."""

from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Value, When

from cauhien.accounts.queries import who_acted
from cauhien.accounts.rules import OFFICE_STAFF, office_ids
from cauhien.challenges import rules
from cauhien.challenges.models import Challenge
from cauhien.challenges.states import Act, Origin, State
from cauhien.core import search
from cauhien.core.audit import act_in_words
from cauhien.core.models import AuditLine
from cauhien.core.text import fold
from cauhien.organisations.models import Office, Place
from cauhien.organisations.states import PlaceKind

KIND = "challenge"
# What the page of a problem shows of others.
OF_CASE = ("office__organisation", "officer", "place", "source", "adopted_from", "call__procedure")
ORDERS = {
    "list": (
        "by_call",
        "closing",
        "by_origin",
        F("list_number").asc(nulls_last=True),
        "sort_key",
        "id",
    ),
    "title": ("sort_key", "id"),
    "newest": ("-saved_at", "-id"),
}
_BY_ORIGIN = Case(
    When(origin=Origin.OFFICE, then=Value(0)),
    When(origin=Origin.PUBLISHED_LIST, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


@dataclass(frozen=True)
class LogLine:
    """A line of the log as people read it: the act in words, and the name of who acted."""

    line: AuditLine
    act: str
    who: str


def challenges_for(user):
    """Return the problems this user may see; of entries that are the same, the one that stays."""
    return Challenge.objects.filter(rules.visible(user), same_as=None)


def counted_for(user):
    """Return those of them that statistics, feeds and exports know of: all but illustrations."""
    return challenges_for(user).filter(is_illustration=False)


def illustrations_for(user):
    """Return the illustrations that this user sees, with their offices."""
    found = challenges_for(user).filter(is_illustration=True)
    return found.select_related("office__organisation").order_by("-created_at")


def silent(problems, day):
    """Return those of the problems whose pilot was to be reported and was not."""
    return problems.filter(state=State.PILOT, pilot_due_on__lt=day)


def cases_for(user):
    """Return the problems this user may see with all that the page of one shows."""
    return challenges_for(user).select_related(*OF_CASE)


def kept_code(code):
    """Return the code of the entry that stays for one that is the same, else None."""
    same = Challenge.objects.filter(code=code, same_as__isnull=False)
    return same.values_list("same_as__code", flat=True).first()


def listed(found, order):
    """Return the problems in one of the ORDERS, with the offices that own them."""
    if order == "found":
        return found.select_related("office__organisation", "call").order_by(
            "-rank", "sort_key", "id"
        )
    keys = ORDERS.get(order, ORDERS["list"])
    rows = found.select_related("office__organisation", "call")
    return rows.annotate(
        by_origin=_BY_ORIGIN,
        by_call=Case(When(state=State.OPEN, then=Value(0)), default=Value(1)),
        closing=Case(When(state=State.OPEN, then=F("call__closes_at"))),
    ).order_by(*keys)


def searched(found, question, user):
    """Return those of the problems that hold all words of the question, each with its rank."""
    entries = search.find(question, user=user, kind=KIND).order_by()
    if "rank" not in entries.query.annotations:  # no word was asked for, only signs
        return found.annotate(rank=Value(0.0))
    ranks = entries.filter(code=OuterRef("code")).values("rank")[:1]
    return found.filter(code__in=entries.values("code")).annotate(rank=Subquery(ranks))


def adoptions_of(challenge, user):
    """Return the drafts that offices have made of a catalogued problem, as far as staff see them.

    An office sees that another has adopted it and when, not what the other has written.
    """
    if not rules.may_see_adoptions(user):
        return Challenge.objects.none()
    return challenge.adoptions.select_related("office__organisation").order_by("created_at")


def example():
    """Return a catalogued problem to learn from: the longest described by an editor, or None."""
    known = Challenge.objects.filter(state=State.CATALOGUED, same_as=None)
    stated = known.exclude(description_vi="").exclude(description_en="")
    return stated.order_by("-year", Case(When(topic="transport", then=0), default=1), "id").first()


def log_for(user, challenge):
    """Return the lines of the case that this user may read, each with the name of who acted."""
    lines = AuditLine.objects.filter(chain=challenge.chain).order_by("number")
    if not rules.may_read_whole_log(user, challenge):
        lines = lines.filter(public=True)
    who = who_acted(lines)
    return [LogLine(line, act_in_words(line.act), who[line.pk]) for line in lines]


def return_reason(challenge):
    """Return the last line that sent a draft back, None where it was never sent or sent anew."""
    steps = AuditLine.objects.filter(chain=challenge.chain, act__in=[Act.RETURN, Act.SEND])
    last = steps.order_by("-number").first()
    return last if last and last.act == Act.RETURN else None


def end_of(challenge, user):
    """Return the line of the log that ended a problem, as this user may read it; else None."""
    if challenge.state != State.CLOSED:
        return None
    ends = AuditLine.objects.filter(chain=challenge.chain, detail__to=State.CLOSED)
    if not rules.may_read_whole_log(user, challenge):
        ends = ends.filter(public=True)
    return ends.order_by("-number").first()


def merged_into(challenge, user):
    """Return the problem that a merged one went into, None where this user does not see it."""
    if challenge.merged_into_id is None:
        return None
    return challenges_for(user).filter(pk=challenge.merged_into_id).first()


def frozen_text(challenge):
    """Return the text as it was last sent, None for one that never was."""
    return challenge.frozen_texts.order_by("-id").select_related("frozen_by", "signed_by").first()


def wards(on):
    """Return the wards and communes of the map on a day, in the order of the alphabet."""
    return _places(on).order_by("sort_key", "name_vi")


def ward_named(name, on):
    """Return the ward that is so called on a day, written with or without marks; else None."""
    return _places(on).filter(folded__in=_forms(name)).order_by("id").first()


def wards_after(name):
    """Return the wards of today that an old ward of this name went into."""
    old = Place.objects.filter(folded__in=_forms(name), successions__isnull=False)
    new = Place.objects.filter(origins__old__in=old).order_by("sort_key", "name_vi")
    return new.distinct()


def related_to(challenge, user):
    """Return the problems that an editor has put beside this one and this user may see."""
    beside = challenges_for(user).filter(related=challenge)
    return beside.order_by("sort_key", "id")


def offices_of(user):
    """Return the offices for which the user may write problems."""
    own = office_ids(user, *OFFICE_STAFF)
    return list(Office.objects.filter(id__in=own).select_related("organisation").order_by("id"))


def facet_counts(found, name, *more):
    """Return [(value, number of problems), …] of one field of the list, the largest first.

    more: columns that go with the value, as its names; they stand before the number.
    """
    rows = found.order_by().exclude(**{f"{name}__isnull": True}).exclude(**{name: ""})
    counted = rows.values_list(name, *more).annotate(number=Count("id", distinct=True))
    return list(counted.order_by("-number", name))


def _places(on):
    current = Q(valid_to=None) | Q(valid_to__gt=on)
    return Place.objects.filter(current, kind__in=[PlaceKind.WARD, PlaceKind.COMMUNE])


def _forms(name):
    """Return a name folded, with and without the word for its kind in front."""
    folded = fold(name).strip()
    bare = folded.removeprefix("phuong ").removeprefix("xa ")
    return {folded, bare, f"phuong {bare}", f"xa {bare}"}
