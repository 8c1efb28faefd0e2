"""What the chair proposes for each file, and the conclusion of the council."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions import advance
from cauhien.challenges.actions.initiative import advance_initiative
from cauhien.challenges.states import InitiativeState, RefusalReason, State
from cauhien.core.jobs import defer
from cauhien.documents.actions import freeze_document
from cauhien.review import bridge, queries, rules
from cauhien.review.actions.forming import locked_council, log
from cauhien.review.actions.meeting import CannotMeet, filing, locked_meeting
from cauhien.review.actions.scores import lock_reviews
from cauhien.review.actions.watching import recheck_council
from cauhien.review.documents import minutes_texts
from cauhien.review.models import Conclusion
from cauhien.review.states import CouncilKind, CouncilState, MeetingAct, Outcome

TARGETS = {
    Outcome.SELECT: InitiativeState.RECOMMENDED,
    Outcome.RESERVE: InitiativeState.RESERVE,
    Outcome.REFUSE: InitiativeState.NOT_RECOMMENDED,
}


@dataclass(frozen=True)
class Line:
    """What is proposed for one file. reserve_place: 1 is the first of the reserve list."""

    outcome: Outcome
    reserve_place: int | None = None
    reason: str = ""

    @property
    def order(self):
        """How well the file fares: the lower, the better."""
        return list(Outcome).index(self.outcome), self.reserve_place or 0


class CannotPropose(Exception):
    """The proposal breaks the scores, the votes or itself. flaws: {file code: {field: what}}."""

    def __init__(self, flaws):
        super().__init__(_("The proposal cannot stand as it is."))
        self.flaws = flaws


@transaction.atomic
def propose(*, council, lines, by, at):
    """Propose what becomes of each file; proposed anew, the last one counts.

    lines: {code of a file: Line}, one for each file.
    """
    council = locked_council(council)
    meeting = queries.meeting_ahead(council)
    if meeting is None or not rules.may_propose(by, council, meeting):
        raise CannotMeet(_("Who presides proposes, while the meeting has a quorum."))
    files = queries.judged_files(council)
    tallies = queries.tallies_of(queries.gathering_of(meeting), files)
    if flaws := flaws_of(lines, council, bridge.standings(council, files), tallies):
        raise CannotPropose(flaws)
    for file in files:
        line = lines[file.code]
        said = {"outcome": line.outcome, "reserve_place": line.reserve_place}
        Conclusion.objects.update_or_create(
            council=council,
            initiative=file,
            defaults=said | {"reason": line.reason.strip(), "at": at},
        )
    told = {file.code: lines[file.code].outcome for file in files}
    log(council, MeetingAct.PROPOSE, by, at, meeting=meeting.code, proposed=told)
    return queries.proposals_of(council)


def conclude(*, meeting, by, at):
    """Conclude: lock the scores, make the minutes, write what is recommended for each file.

    Conflicts of interest are looked at once more; where one bars a member now, that member is
    excluded, and the others look at scores, quorum and proposal again.
    """
    look_again(meeting.council, at=at)
    return _concluded(meeting, by, at)


def look_again(council, *, at):
    """Look for conflicts at the door of the conclusion; CannotMeet where one excludes a member."""
    before = [seat.pk for seat in queries.sitting(council)]
    recheck_council(council=council, at=at)
    if [seat.pk for seat in queries.sitting(council)] != before:
        raise CannotMeet(
            _("A member was excluded for a conflict of interest. Look at everything again.")
        )


def close_council(meeting, *, basis, by, at):
    """End a council with the meeting at which it concluded. basis: hash of its minutes."""
    council = meeting.council
    meeting.held_at, meeting.had_quorum = at, True
    meeting.save(update_fields=["held_at", "had_quorum"])
    council.state, council.concluded_at = CouncilState.CONCLUDED, at
    council.save(update_fields=["state", "concluded_at"])
    log(council, MeetingAct.CONCLUDE, by, at, meeting=meeting.code, basis=basis)


def missing_for_conclusion(meeting):
    """Return in sentences what still lacks before the council can conclude."""
    council, files = meeting.council, queries.voted_on(meeting.council)
    if not files:
        return [_("There is no file to judge.")]
    gathering = queries.gathering_of(meeting)
    if council.kind == CouncilKind.DEFINITION:
        return [*_lacking_quorum(gathering), *_undecided(gathering)]
    there = gathering.present
    tallies = queries.tallies_of(gathering, files)
    proposed, standings = queries.proposals_of(council), bridge.standings(council, files)
    missing = [
        *_lacking_quorum(gathering),
        *_unsent(there),
        *_unvoted(tallies, len(there)),
        *_unnoted(files, standings),
    ]
    if any(file.code not in proposed for file in files):
        return [*missing, _("Who presides has not proposed what becomes of each file.")]
    lines = {
        code: Line(Outcome(one.outcome), one.reserve_place, one.reason)
        for code, one in proposed.items()
    }
    if flaws_of(lines, council, standings, tallies):
        missing.append(_("The proposal no longer fits the scores and the votes."))
    return missing


def flaws_of(lines, council, standings, tallies):
    """Return {code of a file: {field: what is wrong}} of a proposal, {} where it can stand.

    Recommended or reserved is only what reaches the threshold and more than half of those present
    are for. A reason is given for what is not recommended, and where a file is preferred to one
    that the scores do not set below it. tallies: the Tally of each file that is judged.
    """
    threshold = float(council.challenge.call.procedure.pass_threshold)
    if missing := [code for code in tallies if code not in lines]:
        return {code: {"outcome": _("Say what is proposed.")} for code in missing}
    flaws = {code: _flaws(code, lines, standings, tallies[code], threshold) for code in tallies}
    return {code: found for code, found in flaws.items() if found}


def preferred_to(code, lines, standings):
    """Return the codes of the files to which one is preferred though the scores do not say so."""
    own = standings[code]
    return [
        other
        for other, line in lines.items()
        if lines[code].order < line.order
        and (other in own.alike or (standings[other].mean or 0) >= (own.mean or 0))
    ]


def _flaws(code, lines, standings, tally, threshold):
    line, mean, flaws = lines[code], standings[code].mean, {}
    is_refused = line.outcome == Outcome.REFUSE
    if not is_refused and (mean is None or mean < threshold):
        flaws["outcome"] = _("Its mean is below the %(threshold)s points that are asked for.") % {
            "threshold": f"{threshold:g}"
        }
    elif not is_refused and not tally.is_carried:
        flaws["outcome"] = _("Not more than half of those present are for it.")
    if line.outcome == Outcome.RESERVE and not _is_next(code, lines):
        flaws["reserve_place"] = _("Number the places of the reserve list 1, 2, 3 …")
    needs_reason = is_refused or preferred_to(code, lines, standings)
    if needs_reason and not line.reason.strip():
        flaws["reason"] = (
            _("Say why, for the team to read.")
            if is_refused
            else _("The scores do not set it above the files it is preferred to. Say why.")
        )
    return flaws


def _is_next(code, lines):
    places = sorted(
        line.reserve_place or 0 for line in lines.values() if line.outcome == Outcome.RESERVE
    )
    return places == list(range(1, len(places) + 1))


def _lacking_quorum(gathering):
    return [] if gathering.quorum.is_met else [_("There is no quorum.")]


def _undecided(gathering):
    votes = queries.choices_of(gathering)[gathering.meeting.council.challenge.code]
    is_whole = len(votes) == len(gathering.present)
    return [] if is_whole else [_("Not everybody present has voted.")]


def _unsent(there):
    waiting = [str(seat.person) for seat in there if seat.waits]
    if not waiting:
        return []
    return [_("Reviews still to be submitted by: %(names)s.") % {"names": ", ".join(waiting)}]


def _unvoted(tallies, present):
    if present and all(tally.given == present for tally in tallies.values()):
        return []
    return [_("Not everybody present has voted on each file.")]


def _unnoted(files, standings):
    return [
        _("Members differ on file %(file)s by more than the procedure allows, and the chair has"
          " recorded no discussion note.") % {"file": file.number or file.code}
        for file in files
        if standings[file.code].disagrees and not file.is_noted
    ]  # fmt: skip


@transaction.atomic
def _concluded(meeting, by, at):
    meeting = locked_meeting(meeting)
    council = meeting.council
    if not rules.may_run(by, council) or meeting.held_at:
        raise CannotMeet(_("The coordinator or the scientific secretary does this."))
    if not meeting.minutes:
        raise CannotMeet(_("Write the minutes."), "minutes")
    if not meeting.public_minutes:
        raise CannotMeet(_("Write the part that is made public."), "public_minutes")
    if missing := missing_for_conclusion(meeting):
        raise CannotMeet(" ".join(missing))
    standings = bridge.standings(council)
    lock_reviews(council, at=at)
    meeting.held_at = at
    for row in queries.proposals_of(council).values():
        row.standing, row.at = standings[row.initiative.code].as_json(), at
        row.save(update_fields=["standing", "at"])
    minutes = freeze_document(
        texts=minutes_texts(meeting, standings), filing=filing(council), by=by, at=at
    )
    close_council(meeting, basis=minutes.sha256, by=by, at=at)
    _move(council, standings, minutes.sha256, by, at)
    defer("review.sheets", once=f"review.sheets:{council.code}", council=council.code)
    return council


def _move(council, standings, basis, by, at):
    """Move each file and then the problem on, on the ground of the minutes."""
    rows = queries.proposals_of(council)
    has_selected = any(row.outcome == Outcome.SELECT for row in rows.values())
    threshold = float(council.challenge.call.procedure.pass_threshold)
    for code, row in rows.items():
        why = _reason_code(standings[code], threshold, has_selected)
        advance_initiative(
            initiative=row.initiative,
            to=TARGETS[row.outcome],
            by=by,
            at=at,
            basis=basis,
            reason_code=why if row.outcome == Outcome.REFUSE else "",
            reason=row.reason if row.outcome == Outcome.REFUSE else "",
        )
    advance(challenge=council.challenge, to=State.RECOMMENDED, by=by, at=at, basis=basis)


def _reason_code(standing, threshold, has_selected):
    if (standing.mean or 0) < threshold:
        return RefusalReason.BELOW_THRESHOLD
    return RefusalReason.RANKED_LOWER if has_selected else RefusalReason.OTHER
