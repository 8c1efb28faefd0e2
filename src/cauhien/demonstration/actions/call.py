"""From a draft to an open call with a question answered, a file that was sent, and one begun."""

from datetime import timedelta
from decimal import Decimal

from cauhien.accounts.states import DEMONSTRATION_EXPERTS
from cauhien.challenges.actions import (
    answer,
    ask,
    close_call,
    compare,
    define_call,
    draft_challenge,
    extend_call,
    follow,
    mark_illustration,
    prepare_call,
    publish_call,
    send_for_sign_off,
    sign_off,
)
from cauhien.challenges.models import Procedure
from cauhien.challenges.queries import frozen_text, similar_challenges
from cauhien.challenges.states import State
from cauhien.demonstration.actions import files
from cauhien.demonstration.actions.defining import define_task
from cauhien.demonstration.actions.play import person
from cauhien.network.actions.persons import demonstration_person
from cauhien.review.actions import keep_expert

CLOSES = 31  # its day in the calendar of the case
A_MOMENT = timedelta(milliseconds=1)
TEXTS_OF_CALL = (
    "summary_vi",
    "summary_en",
    "currency",
    "award",
    "ip_terms_vi",
    "ip_terms_en",
    "confidentiality_terms_vi",
    "confidentiality_terms_en",
    "contact",
)


def open_call(play):
    """Bring the case from nothing to an open call."""
    _draft(play)
    _sign(play)
    _compare(play)
    _prepare(play)
    _keep_experts(play)
    define_task(play)
    play.do(define_call, "coordinator", -6, challenge=play.challenge)
    sha256 = play.challenge.call.sha256
    play.do(publish_call, "coordinator", 0, challenge=play.challenge, sha256=sha256)
    _question(play)
    files.begin(play, "t1", 8)
    files.begin(play, "t2", 10)
    files.send(play, "t2", 18)


def close(play):
    """Let the teams send what is still a draft, and close the call.

    Where its time is not up, the decision-maker moves the deadline, as only an illustration allows.
    """
    if play.challenge.state != State.OPEN:
        return
    if play.challenge.call.receives_at(play.times.at(27)):
        files.begin(play, "t3", 27)
        for team in ("t1", "t2", "t3"):
            files.send(play, team, 29)
    closes_at = play.challenge.call.closes_at
    if closes_at > play.times.now:
        at = play.times.at(CLOSES)
        closes_at = at + A_MOMENT
        extend_call(
            challenge=play.challenge,
            by=person("decision_maker", at),
            at=at,
            closes_at=closes_at,
            reason=play.script["moved_on"],
        )
    close_call(challenge=play.challenge, at=play.times.not_before(closes_at))


def _draft(play):
    said = play.script["problem"]
    written = said | {name: Decimal(said[name]) for name in ("baseline", "target")}
    at = play.times.at(-34)
    officer = person("officer", at)
    office = officer.grants.get(role="officer").office
    play.code = draft_challenge(office=office, by=officer, at=at, written=written).code
    mark_illustration(challenge=play.challenge, reason=play.script["mark"], at=play.times.at(-34))


def _sign(play):
    play.do(send_for_sign_off, "officer", -33, challenge=play.challenge)
    sha256 = frozen_text(play.challenge).sha256
    play.do(sign_off, "head", -32, challenge=play.challenge, sha256=sha256)


def _compare(play):
    reader = person("coordinator", play.times.at(-30))
    problem = play.challenge
    alike = similar_challenges(
        problem.title_vi, problem.description_vi, user=reader, besides=problem.code
    )
    compared = [("challenge", one.code) for one in alike]
    reason = play.script["comparison"]["reason"]
    play.do(compare, "coordinator", -30, challenge=problem, compared=compared, reason=reason)


def _prepare(play):
    said = play.script["call"]
    written = {name: said[name] for name in TEXTS_OF_CALL} | {
        "procedure": Procedure.objects.get(code=said["procedure"]),
        "budget": Decimal(said["budget"]),
        "opens_at": play.times.planned(0),
        "closes_at": play.times.planned(CLOSES),
    }
    rows = {name: play.script[name] for name in ("criteria", "milestones", "checklist")}
    facts = {"challenge": play.challenge, "written": written, "rows": rows, "revision": 0}
    play.do(prepare_call, "coordinator", -29, **facts)


def _keep_experts(play):
    coordinator = person("coordinator", play.times.at(-28))
    for code in DEMONSTRATION_EXPERTS:
        at = play.times.at(-28)
        expert = demonstration_person(user=person(code, at))
        keep_expert(person=expert, facts={}, by=coordinator, at=at)


def _question(play):
    said = play.script["question"]
    play.do(follow, "t3", 4, challenge=play.challenge)
    question = play.do(ask, "t2", 5, challenge=play.challenge, text=said["asked"])
    shown = {"shown": said["asked"], "answer_vi": said["answer_vi"], "answer_en": said["answer_en"]}
    play.do(answer, "officer", 7, question=question, **shown)
