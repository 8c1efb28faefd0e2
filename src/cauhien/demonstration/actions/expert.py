"""The page for which the role "expert" stands: fields, membership, a question answered, proof."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import localdate

from cauhien.accounts.states import Role
from cauhien.demonstration.actions.play import person
from cauhien.demonstration.queries import script
from cauhien.members import actions
from cauhien.members.models import Certificate
from cauhien.members.states import Act, MemberAct
from cauhien.network.actions.availability import set_availability
from cauhien.network.actions.expertise import declare
from cauhien.network.actions.persons import demonstration_person
from cauhien.network.models import Evidence, ResearchField

EXPERT, OFFICER, COORDINATOR = "expert", "officer", "coordinator"
TERM = timedelta(days=3 * 365)
MOST_AT_ONCE = 20  # the most that its form takes


@transaction.atomic
def introduce_expert(*, at):
    """Let the role "expert" have a page with all that a member has, unless it does."""
    said, user = script()["expert"], person(EXPERT, at)
    page = demonstration_person(user=user)
    if Certificate.objects.filter(person=page).exists():
        return
    for one in said["fields"]:
        _declare(page, one, user, at)
    if not page.expertise.exists():  # without the classification nobody asks or admits them
        return
    _ask(page, said, at)
    _admit(page, said, at)
    limits = {"most_questions": MOST_AT_ONCE}  # questions of all who try it wait here
    set_availability(person=page, agrees=True, limits=limits, by=user, at=at)
    actions.certify(person=page, by=user, at=at)


def _declare(page, said, user, at):
    field = ResearchField.objects.filter(code=said["code"]).first()
    if field:
        written = {"field": field, "words": said["words"]}
        written["evidence"] = [Evidence(**one) for one in said["evidence"]]
        declare(person=page, written=written, by=user, at=at)


def _ask(page, said, at):
    """Let the officer ask twice: one question goes to its end, one waits for an answer."""
    answered, expert, officer = said["answered"], person(EXPERT, at), person(OFFICER, at)
    inquiry = _put(page, answered, officer, at)
    advice = inquiry.advice.get()
    actions.advance(case=advice, act=Act.ANSWER, by=expert, at=at, words=answered["answer"])
    actions.advance(case=advice, act=Act.THANK, by=officer, at=at, words=answered["thanks"])
    actions.tell_outcome(inquiry=inquiry, words=answered["outcome"], by=officer, at=at)
    _put(page, said["open"], officer, at)


def _put(page, said, officer, at):
    days = timedelta(days=said.get("days", 7))
    written = {"title": said["title"], "text": said["text"], "answer_by_on": localdate(at) + days}
    office = officer.grants.get(role=Role.OFFICER).office
    inquiry = actions.open_inquiry(written=written, office=office, by=officer, at=at)
    return actions.ask_experts(inquiry=inquiry, people=[page], by=officer, at=at)


def _admit(page, said, at):
    officer = person(OFFICER, at)
    written = {"group": said["group"], "reason": said["nomination"]}
    written["fields"] = [one.field for one in page.expertise.select_related("field")]
    office = officer.grants.get(role=Role.OFFICER).office
    made = actions.nominate(person=page, written=written, office=office, by=officer, at=at)
    actions.advance(case=made, act=MemberAct.AGREE, by=person(EXPERT, at), at=at)
    term = {"words": said["decision"], "standing": said["standing"]}
    term["ends_on"] = localdate(at) + TERM
    actions.accept(membership=made, written=term, by=person(COORDINATOR, at), at=at)
