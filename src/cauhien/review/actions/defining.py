"""A council concludes which task is to be made of a problem, or takes up its work again."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.actions import keep_definition
from cauhien.challenges.models import TaskDefinition
from cauhien.challenges.queries import frozen_text
from cauhien.documents.actions import freeze_document
from cauhien.review import queries, rules
from cauhien.review.actions.concluding import close_council, look_again, missing_for_conclusion
from cauhien.review.actions.forming import CannotForm, locked_council, log
from cauhien.review.actions.meeting import CannotMeet, filing, locked_meeting
from cauhien.review.documents import definition_texts
from cauhien.review.states import CouncilState, DecisionAct

# What a task must say that the council wants carried out, and what to do where it does not.
NEEDED = {
    "title_vi": gettext_lazy("Give the task a title."),
    "goal_vi": gettext_lazy("Say what the task is for."),
    "results_vi": gettext_lazy("Say what must come out of it."),
    "way": gettext_lazy("Say how whoever carries it out is chosen."),
    "costs": gettext_lazy("Say for what it needs money."),
}
NEEDED_OTHERWISE = {"reason": gettext_lazy("Say why.")}


def conclude_definition(*, meeting, said, by, at):
    """Conclude on the task as the council has voted; return the TaskDefinition.

    said: its fields that people write. Conflicts of interest are looked at once more; where one
    bars a member now, that member is excluded, and nothing is concluded.
    """
    look_again(meeting.council, at=at)
    return _concluded(meeting, said, by, at)


@transaction.atomic
def take_up_again(*, council, reason, by, at):
    """Let a council that has concluded on a task meet again, with the reason, before the call."""
    council = locked_council(council)
    if not rules.may_take_up(by, council):
        raise CannotForm(_("The coordinator asks a council to consider a task again, at triage."))
    if not reason.strip():
        raise CannotForm(_("Say why."))
    council.state, council.concluded_at = CouncilState.REVIEWING, None
    council.save(update_fields=["state", "concluded_at"])
    log(council, DecisionAct.REOPEN, by, at, reason=reason.strip())
    return council


@transaction.atomic
def _concluded(meeting, said, by, at):
    meeting = locked_meeting(meeting)
    council = meeting.council
    if not rules.may_run(by, council) or meeting.held_at:
        raise CannotMeet(_("The coordinator or the scientific secretary does this."))
    if not meeting.minutes:
        raise CannotMeet(_("Write the minutes."))
    if missing := missing_for_conclusion(meeting):
        raise CannotMeet(" ".join(missing))
    if _is_signed_since(meeting):
        raise CannotMeet(_("The text was signed anew since the meeting began. Call another one."))
    gathering = queries.gathering_of(meeting)
    tally = queries.tallies_of(gathering, [council.challenge])[council.challenge.code]
    for name, say in (NEEDED if tally.is_carried else NEEDED_OTHERWISE).items():
        if not said.get(name):
            raise CannotMeet(say, name)
    meeting.held_at = at
    votes = {name: getattr(tally, name) for name in ("yes", "no", "abstain", "present")}
    said = said | {"is_advised": tally.is_carried, "votes": votes}
    texts = definition_texts(gathering, TaskDefinition(**said))
    minutes = freeze_document(texts=texts, filing=filing(council), by=by, at=at)
    kept = keep_definition(
        challenge=council.challenge, said=said, minutes_sha256=minutes.sha256, by=by, at=at
    )
    close_council(meeting, basis=minutes.sha256, by=by, at=at)
    return kept


def _is_signed_since(meeting):
    frozen = frozen_text(meeting.council.challenge)
    return bool(frozen and frozen.signed_at and frozen.signed_at > meeting.starts_at)
