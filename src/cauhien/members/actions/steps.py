"""The one way by which questions, advice and memberships move."""

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.core.events import announce
from cauhien.members import queries, rules
from cauhien.members.models import Advice, Inquiry, Membership
from cauhien.members.states import Actor, AdviceState
from cauhien.notices.actions import tell

TOLD, MOVED = "members.inquiry_told", "members.advice_moved"
MEMBER_MOVED = "members.membership_moved"
ANSWERS = (AdviceState.ANSWERED, AdviceState.DECLINED)


class CannotMove(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def advance(*, case, act, by, at, words="", facts=None):
    """Move a question, an advice or a membership, if the table has such a row for this user.

    words: what must be written with it, kept in the column that the row names. facts: further
    columns that this step writes. by: None for the calendar.
    """
    case = type(case).objects.select_for_update(of=("self",)).get(pk=case.pk)
    row = rules.way_for(by, case, act)
    need(row, _("This step is not yours, or it is no longer where it was."))
    changed = dict(facts or {})
    if row.column:
        need(words.strip(), _("Write something."), "words")
        changed[row.column] = words.strip()
    if row.target in ANSWERS:
        changed["answered_at"] = at
    changed["state"] = row.target
    for name, value in changed.items():
        setattr(case, name, value)
    case.save(update_fields=list(changed))
    note(case, row, by, at)
    return case


def need(holds, message, field=None):
    if not holds:
        raise CannotMove(message, field)


def note(case, row, by, at):
    """Log a step and tell whom it concerns."""
    detail = {"from": row.source or "", "to": row.target}
    if isinstance(case, Advice):
        detail["advice"] = case.code
    if isinstance(case, Membership) and case.ends_on:
        detail["until"] = case.ends_on.isoformat()
    record(chain=case.chain, act=row.act, by=by, at=at, detail=detail)
    if isinstance(case, Membership):
        code = case.person.code
        announce(kind="person.changed", subject_kind="person", subject_code=code, at=at)
    if row.tells is None:
        return
    for kind, subject, user in _whom(case, row):
        tell(
            users=[user] if user and user != by else [],
            kind=kind,
            subject=subject,
            at=at,
            parameters={"state": row.target},
        )


def _whom(case, row):
    """Yield (kind of the notice, its subject, user) of those whom a step concerns."""
    is_office = row.tells == Actor.OFFICE
    if isinstance(case, Inquiry):
        for one in queries.answers_to(case).filter(state=AdviceState.THANKED):
            yield TOLD, (queries.ADVICE, one.code), one.person.user
    elif isinstance(case, Advice):
        user = case.inquiry.asked_by if is_office else case.person.user
        yield MOVED, (queries.ADVICE, case.code), user
    else:
        user = case.nominated_by if is_office else case.person.user
        yield MEMBER_MOVED, (queries.MEMBERSHIP, case.code), user
