"""Reads: runs and what was found, as far as the reader may see it."""

from django.db.models import Case, F, IntegerField, OuterRef, Q, Subquery, Value, When

from cauhien.challenges.models import Challenge
from cauhien.challenges.queries import challenges_for
from cauhien.challenges.states import State
from cauhien.core.jobs import is_under_way
from cauhien.enterprises.queries import NEED, needs_for
from cauhien.enterprises.rules import acts_for
from cauhien.matching import rules
from cauhien.matching.models import IndexVersion, Mark, Match, Run
from cauhien.matching.states import Closeness, Kind, RunState
from cauhien.network.models import Person
from cauhien.network.queries import open_to_enterprises
from cauhien.network.rules import suggestable
from cauhien.organisations.states import Zone

# The city first; who is known to be far stands after whose place nobody stated.
ZONES = (Zone.CITY, Zone.COUNTRY, Zone.UNKNOWN, Zone.ABROAD)
SIMILAR = (Kind.CHALLENGE, Kind.PROJECT)  # asked before, or done already
MOST_SIMILAR, MOST_DISTANT = 5, 2  # of each


def newest_run(challenge):
    """Return the newest run of a problem that has ended well, or the newest, or None."""
    ended_well = Case(When(state=RunState.DONE, then=1), default=0)
    runs = Run.objects.filter(challenge=challenge)
    return runs.order_by(ended_well.desc(), "-created_at", "-id").first()


def first_problem():
    """Return the problem that the demonstration begins with: the first of the city's, or None."""
    settled = Challenge.objects.exclude(state=State.DRAFT).filter(same_as=None)
    named = settled.exclude(title_vi="").order_by(F("list_number").asc(nulls_last=True), "id")
    return named.first()


def public_answers(run, number):
    """Return the first who or what might solve it, nearest places first, people left out."""
    found = Match.objects.filter(run=run).exclude(kind__in=[Kind.PERSON, Kind.CHALLENGE])
    return list(found.annotate(nearness=_nearness()).order_by("nearness", "rank")[:number])


def same_codes(challenge):
    """Return the codes of a problem, of the one it was adopted from, and of those that are it."""
    origins = {challenge.pk, challenge.adopted_from_id, challenge.same_as_id} - {None}
    same = Challenge.objects.filter(Q(id__in=origins) | Q(same_as__in=origins))
    return sorted(same.values_list("code", flat=True))


def is_being_matched(challenge):
    """Return whether a job that matches this problem waits or works."""
    return is_under_way("matching.run", challenge=challenge.code)


def matches_for(user, run):
    """Return the candidates of a run that this user may see, nearest places first, then problems.

    A like problem solves nothing, so all of them stand after whoever could. Of people who are not
    to be seen, the user's own person stays.
    """
    people = Person.objects.filter(suggestable())
    if not rules.may_see_persons(user):
        people = people.filter(user=user) if user.is_authenticated else people.none()
    hidden = Q(kind=Kind.PERSON) & ~Q(code__in=people.values("code"))
    hidden |= Q(kind=Kind.CHALLENGE) & ~Q(code__in=challenges_for(user).values("code"))
    found = Match.objects.filter(run=run).exclude(hidden)
    is_problem = Case(When(kind=Kind.CHALLENGE, then=1), default=0)
    ordered = found.annotate(is_problem=is_problem, nearness=_nearness())
    return ordered.order_by("is_problem", "nearness", "rank")


def similar_to(challenge, user):
    """Return what is like a problem: {kind: Matches as dicts} of other problems and of projects.

    As the newest run found them, the most alike of each kind first, as far as this user may see
    them; {} before the first run that ended well. The spans in their evidence mark the words in
    common. Two queries.
    """
    run = newest_run(challenge)
    if run is None or run.state != RunState.DONE:
        return {}
    found = matches_for(user, run)
    rows = list(found.filter(kind__in=SIMILAR).order_by("rank").values())
    return {kind: most_alike([row for row in rows if row["kind"] == kind]) for kind in SIMILAR}


def most_alike(rows):
    """Return the first of some candidates; those that only touch on it where none is nearer."""
    near = [row for row in rows if row["closeness"] != Closeness.DISTANT]
    return near[:MOST_SIMILAR] or rows[:MOST_DISTANT]


def problems(codes):
    """Return {code: problem} for the codes of problems that somebody may see already."""
    return Challenge.objects.in_bulk(codes, field_name="code")


def visible_found(user, found):
    """Return the candidates of an answer that this user may see, as `matches_for` orders them."""
    asked = [one.code for one in found if one.kind == Kind.CHALLENGE]
    seen = set(challenges_for(user).filter(code__in=asked).values_list("code", flat=True))
    needed = [one.code for one in found if one.kind == NEED]
    needs = set(needs_for(user).filter(code__in=needed).values_list("code", flat=True))
    sees_persons = rules.may_see_persons(user)
    own = set() if sees_persons else set(own_codes(user))
    allowed = [
        one
        for one in found
        if (one.kind != Kind.PERSON or sees_persons or one.code in own)
        and (one.kind != Kind.CHALLENGE or one.code in seen)
        and (one.kind != NEED or one.code in needs)
    ]
    return sorted(allowed, key=lambda one: (one.kind == Kind.CHALLENGE, ZONES.index(one.zone)))


def open_persons(user, enterprise):
    """Return {code: person} of those of whom somebody who acts for an enterprise is told."""
    if not acts_for(user, enterprise):
        return {}
    return {one.code: one for one in open_to_enterprises(user)}


def own_codes(user):
    """Return the codes of the persons in the network that this user is."""
    if not user.is_authenticated:
        return []
    return list(Person.objects.filter(user=user).values_list("code", flat=True))


def light(matches):
    """Return matches as dicts of what a list counts and sorts by."""
    return list(matches.values("id", "kind", "code", "zone", "closeness"))


def light_found(found):
    """Return candidates of an answer as `light` gives those of a run, each with itself."""
    names = ("kind", "code", "zone", "closeness")
    return [{name: getattr(one, name) for name in names} | {"found": one} for one in found]


def whole(rows):
    """Return rows of `light` as dicts of all fields, in the same order."""
    found = Match.objects.filter(id__in=[row["id"] for row in rows]).values()
    by_id = {row["id"]: row for row in found}
    return [by_id[row["id"]] for row in rows]


def marks_of(challenge):
    """Return {(kind, code): Mark} of a problem."""
    marks = Mark.objects.filter(challenge=challenge).select_related("by")
    return {(mark.kind, mark.code): mark for mark in marks}


def index_version(version):
    return IndexVersion.objects.filter(version=version).first()


def newest_versions(number):
    """Return the names of the newest versions of the index."""
    versions = IndexVersion.objects.order_by("-id").values_list("version", flat=True)
    return list(versions[:number])


def unmatched_codes():
    """Return the codes of the problems, drafts aside, that no run has seen as they are now."""
    newest = Run.objects.filter(challenge=OuterRef("pk")).order_by("-created_at")
    settled = Challenge.objects.exclude(state=State.DRAFT).filter(same_as=None)
    seen = settled.annotate(matched_at=Subquery(newest.values("created_at")[:1]))
    stale = seen.filter(Q(matched_at=None) | Q(matched_at__lt=F("saved_at")))
    return list(stale.order_by("id").values_list("code", flat=True))


def matched_codes():
    """Return the codes of all problems that a new index concerns, drafts aside."""
    settled = Challenge.objects.exclude(state=State.DRAFT).filter(same_as=None)
    return list(settled.order_by("id").values_list("code", flat=True))


def _nearness():
    whens = [When(zone=zone, then=Value(place)) for place, zone in enumerate(ZONES)]
    return Case(*whens, default=Value(len(ZONES)), output_field=IntegerField())
