"""The decision on the illustrated call: a reason per criterion, signed, published."""

from cauhien.challenges.states import State
from cauhien.demonstration.actions.files import file_of
from cauhien.demonstration.actions.play import person
from cauhien.review.actions.decision import TEXTS, save_decision, sign_decision
from cauhien.review.queries import decision as decisions
from cauhien.review.states import DecisionKind


def decide(play):
    """Decide as the council recommends."""
    if play.challenge.state != State.RECOMMENDED:
        return
    recommended = decisions.conclusions_of(play.challenge)
    files = decisions.files_to_decide(play.challenge, DecisionKind.FIRST)
    said = [_said(play, one, recommended[one.pk]) for one in files]
    texts = {name: play.script["decision"][name] for name in TEXTS}
    who, day = "decision_maker", 63
    known = decisions.draft_of(person(who, play.times.last), play.challenge)
    draft = play.do(
        save_decision,
        who,
        day,
        challenge=play.challenge,
        kind=DecisionKind.FIRST,
        texts=texts,
        said=said,
        revision=known.revision if known else 0,
    )
    sha256 = decisions.hash_of_draft(draft)
    play.do(sign_decision, who, day, decision=draft, sha256=sha256)


def _said(play, initiative, conclusion):
    team = "t1" if file_of(play, "t1") == initiative else "t2"
    given = play.script["files"][team]["reasons"]
    reasons = {str(number): dict(one) for number, one in enumerate(given, start=1)}
    return decisions.Said(initiative, conclusion.outcome, conclusion.reserve_place, reasons)
