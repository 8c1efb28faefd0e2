"""The coordinator looks a signed problem through: compares it, merges it, refuses it."""

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.challenges import rules
from cauhien.challenges.actions.steps import CannotMove, advance, locked
from cauhien.challenges.actions.telling import STEP
from cauhien.challenges.models import Challenge, Comparison
from cauhien.challenges.queries import KIND
from cauhien.challenges.queries.told import people_told
from cauhien.challenges.states import Act, Outcome, State, Told
from cauhien.core.audit import record
from cauhien.core.subjects import subject, subjects
from cauhien.notices.actions import tell


@transaction.atomic
def compare(*, challenge, by, at, compared, reason):
    """Write down that what is similar was read, and why the problem is still a new one.

    compared: [(kind, code)] of what was shown; what the person may not see is left out.
    """
    challenge = locked(challenge)
    if not rules.may_triage(by, challenge):
        raise CannotMove(_("This step is not yours, or the problem is no longer where it was."))
    if not reason.strip():
        raise CannotMove(_("Say why."))
    comparison = Comparison.objects.create(
        challenge=challenge, compared=_named(compared, by), reason=reason.strip(), at=at, by=by
    )
    detail = {"reason": comparison.reason, "compared": comparison.compared}
    record(chain=challenge.chain, act=Act.COMPARE, by=by, at=at, detail=detail)
    return comparison


def refuse_challenge(*, challenge, by, at, reason):
    """End a problem at triage, in public and with the reason."""
    return advance(
        challenge=challenge,
        to=State.CLOSED,
        by=by,
        at=at,
        reason=reason,
        outcome=Outcome.REFUSED,
    )


@transaction.atomic
def merge_challenge(*, challenge, into, by, at, reason):
    """Merge a problem into another, which takes over its questions, followers and earlier date."""
    both = Challenge.objects.select_for_update(no_key=True).filter(pk__in=[challenge.pk, into.pk])
    into = {one.pk: one for one in both.order_by("pk")}[into.pk]
    merged = advance(
        challenge=challenge,
        to=State.CLOSED,
        by=by,
        at=at,
        reason=reason,
        outcome=Outcome.MERGED,
        into=into,
    )
    merged.merged_into = into
    merged.save(update_fields=["merged_into"])
    _hand_over(merged, into)
    record(
        chain=into.chain, act=Act.TAKE_IN, by=by, at=at, detail={"from": merged.code}, public=True
    )
    _tell_owners(into, by, at)
    return merged


def _hand_over(merged, into):
    merged.questions.update(challenge=into, moved_from=merged)
    merged.suggestions.update(challenge=into)
    following = into.followers.values("user")
    merged.followers.exclude(user__in=following).update(challenge=into)
    known = [one for one in (merged.known_since, into.known_since) if one]
    into.known_since = min([*known, merged.created_at, into.created_at])
    into.save(update_fields=["known_since"])


def _tell_owners(challenge, by, at):
    on = localdate(at)
    owners = {*people_told(Told.OFFICERS, challenge, on), *people_told(Told.HEAD, challenge, on)}
    tell(
        users=owners - {by},
        kind=STEP,
        subject=(KIND, challenge.code),
        at=at,
        parameters={
            "act": Act.TAKE_IN,
            "reason": "",
            "title": challenge.title_vi or challenge.title_en,
        },
    )


def _named(compared, user):
    """Return [{"kind", "code", "title"}] of those things that there are and the user may see."""
    named, known = [], {one.kind for one in subjects()}
    for kind in dict.fromkeys(kind for kind, _code in compared if kind in known):
        codes = [code for one, code in compared if one == kind]
        seen = {one.code: one for one in subject(kind).visible_to(user).filter(code__in=codes)}
        named += [
            {"kind": kind, "code": code, "title": str(seen[code])}
            for code in dict.fromkeys(codes)
            if code in seen
        ]
    return named
