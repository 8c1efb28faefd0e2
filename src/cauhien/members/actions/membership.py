"""Persons are nominated as members of the network, accepted for a term, renewed, ended."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.events import read_new
from cauhien.members import queries, rules
from cauhien.members.actions.steps import advance, need, note
from cauhien.members.models import Certificate, Membership
from cauhien.members.states import (
    MEMBERSHIP_WAYS,
    OPEN_MEMBERSHIPS,
    MemberAct,
    MembershipState,
)

LEFT_READER = "members.left"
LONGEST_TERM = timedelta(days=5 * 366)


@transaction.atomic
def nominate(*, person, written, office, by, at):
    """Nominate somebody, or oneself, and return the Membership.

    written: {group, fields, reason}; fields: ResearchFields that the person declares.
    office: in whose name; None: oneself, or the coordinator.
    """
    may = rules.may_nominate(by, person)
    need(may, _("An office nominates who has taken their page over, or they nominate themself."))
    held = Membership.objects.filter(person=person, state__in=OPEN_MEMBERSHIPS)
    need(not held.exists(), _("This person is nominated or a member already."))
    fields = list(written["fields"])
    declared = set(queries.fields_of(person).values_list("pk", flat=True))
    need(fields and {one.pk for one in fields} <= declared,
         _("Choose fields that the person declares with evidence."), "fields")  # fmt: skip
    need(written["reason"].strip(), _("Write something."), "reason")
    row = MEMBERSHIP_WAYS[1 if rules.is_own(by, person) else 0]
    said = {"group": written["group"], "reason": written["reason"].strip(), "state": row.target}
    made = Membership.objects.create(
        person=person,
        office=None if row.act == MemberAct.APPLY else office,
        nominated_by=by,
        nominated_at=at,
        **said,
    )
    made.research_fields.set(fields)
    note(made, row, by, at)
    return made


def accept(*, membership, written, by, at):
    """Accept somebody as a member. written: {words, standing, ends_on}.

    What the rule of the standing counts is kept as it is today.
    """
    today = localdate(at)
    _need_term(written["ends_on"], today)
    facts = {
        "standing": written["standing"],
        "measured": queries.measured(membership.person),
        "starts_on": today,
        "ends_on": written["ends_on"],
    }
    words = written["words"]
    return advance(case=membership, act=MemberAct.ACCEPT, by=by, at=at, words=words, facts=facts)


def renew(*, membership, written, by, at):
    """Give a member a further term, up to a later day. written: {words, ends_on}."""
    _need_term(written["ends_on"], max(localdate(at), membership.ends_on))
    return advance(
        case=membership,
        act=MemberAct.RENEW,
        by=by,
        at=at,
        words=written["words"],
        facts={"ends_on": written["ends_on"]},
    )


def expire(*, at):
    """End the memberships whose term is over; return how many."""
    over = Membership.objects.filter(state=MembershipState.MEMBER, ends_on__lt=localdate(at))
    return len([advance(case=one, act=MemberAct.EXPIRE, by=None, at=at) for one in over])


@transaction.atomic
def forget_who_left(*, at):
    """End the memberships of who has left, and blank what was written of them."""
    codes = [event.subject_code for event in read_new(LEFT_READER, kinds=["person.left"])]
    held = Membership.objects.filter(person__code__in=codes)
    for one in held.filter(state=MembershipState.MEMBER):
        advance(case=one, act=MemberAct.EXPIRE, by=None, at=at)
    held.update(reason="", decision="", ending="", measured={})
    Certificate.objects.filter(person__code__in=codes).update(content={})


def _need_term(until, since):
    need(since < until <= since + LONGEST_TERM,
         _("The term ends later than it begins, and within five years."), "ends_on")  # fmt: skip
