"""The council of the illustrated call: seated, judging, meeting, concluding."""

from django.utils.timezone import localdate

from cauhien.challenges.actions import OpenForm
from cauhien.challenges.states import State
from cauhien.demonstration.actions.files import file_of
from cauhien.demonstration.actions.play import person
from cauhien.demonstration.actions.times import TICK
from cauhien.review import actions, queries
from cauhien.review.bridge import standings
from cauhien.review.models import Review
from cauhien.review.states import (
    LEFT_SEATS,
    Choice,
    CouncilKind,
    CouncilState,
    Outcome,
    ReviewState,
    SeatRole,
    SeatState,
)

TEAMS = ("t1", "t2")
MEETS = 60  # its day in the calendar of the case
LEFT_TO_PLAY = 2  # members whose reviews a newcomer writes


def seat(play):
    """Form the council, invite it, and let its members answer; one leaves for a tie."""
    if council_of(play) is None:
        said = play.script["council"]
        wish = actions.Wish(size=said["size"], until=play.times.on(55))
        play.do(actions.form_council, "coordinator", 41, challenge=play.challenge, wish=wish)
    council = council_of(play)
    if council.state == CouncilState.PROPOSED:
        fee = play.script["council"]["fee"]
        offer = actions.Offer(answer_by_on=council.review_by_on, fee_vnd=fee)
        play.do(actions.invite_council, "coordinator", 42, council=council, offer=offer)
    answer(play, council, 43, _ties)
    _fill(play, council)


def judge(play, leave=0):
    """Let the members who sit write and submit their reviews, but for the last few."""
    seats = queries.sitting(council_of(play))
    for place, one in enumerate(seats[: len(seats) - leave]):
        waiting = Review.objects.filter(seat=one, state=ReviewState.DRAFT).order_by("initiative")
        for review in waiting:
            _judge(play, review, place)


def conclude(play):
    """Call the council together, vote, propose and conclude."""
    if play.challenge.state != State.IN_REVIEW:
        return
    judge(play)
    council = council_of(play)
    meeting = _meeting(play, council)
    present = [one.code for one in queries.sitting(council)]
    at = play.times.not_before(meeting.starts_at)
    secretary = person("secretary", at)
    there = {"present": present, "authorised": ""}
    actions.record_attendance(meeting=meeting, by=secretary, at=at, **there)
    _note(play, council)
    _vote(play, meeting)
    _propose(play, council)
    said = play.script["council"]
    minutes = {name: said[name] for name in ("minutes", "public_minutes")}
    play.do(actions.save_minutes, "secretary", MEETS, meeting=meeting, **minutes)
    play.do(actions.conclude, "secretary", MEETS, meeting=queries.meeting_ahead(council))


def council_of(play):
    return queries.council_of(play.challenge, CouncilKind.SELECTION)


def answer(play, council, day, ties=lambda play, one: []):
    """Let everybody accept and, a day later, declare who has not. ties: what one declares."""
    while one := _next(council):
        code = part_of(one)
        if one.state == SeatState.INVITED:
            play.do(actions.accept, code, day, seat=one)
        declared = {"ties": ties(play, one), "keeps_secret": True}
        play.do(actions.declare, code, day + 1, seat=one, **declared)


def _fill(play, council):
    """Give a seat that was left, and that no stand-in has taken, to somebody who has none."""
    left = council.seats.filter(state__in=LEFT_SEATS, followed_by=None)
    asked = set(council.seats.values_list("person", flat=True))
    free = [one.person for one in queries.experts_for_asking() if one.person_id not in asked]
    for one, somebody in zip(left, free, strict=False):
        reason = play.script["council"]["placed"]
        facts = {"seat": one, "person": somebody, "reason": reason}
        play.do(actions.place_seat, "coordinator", 44, **facts)
    answer(play, council, 43, _ties)


def _next(council):
    waiting = council.seats.filter(state__in=[SeatState.INVITED, SeatState.DECLARING])
    return waiting.select_related("person__user").order_by("id").first()


def _ties(play, one):
    """Return the tie of the first plain member to declare, nothing for all others."""
    excluded = one.council.seats.filter(state=SeatState.EXCLUDED).exists()
    if excluded or one.role != SeatRole.MEMBER or one.follows_id:
        return []
    code = queries.judged_files(one.council)[0].code
    return [play.script["council"]["tie"] | {"initiative": code, "other": code}]


def part_of(seat):
    """Return the code of the demonstration's account that holds a seat."""
    return seat.person.user.email.partition("@")[0]


def _judge(play, review, place):
    said = play.script["files"][_team(play, review.initiative)]
    levels = said["levels"][place % len(said["levels"])]
    criteria = queries.criteria_of(review.seat.council)
    scores = {
        one.number: {
            "level": level,
            "reason": f"{one.anchors_vi[level - 1]}.",
            "evidence": quote,
            "confidence": "middle",
        }
        for one, level, quote in zip(criteria, levels, said["quotes"], strict=True)
    }
    council = play.script["council"]
    written = {"scores": scores, "comment": council["comment"], "to_team": council["to_team"]}
    code, day = part_of(review.seat), 45 + place / 24
    form = OpenForm(revision=review.revision)
    review = play.do(actions.write_review, code, day, review=review, written=written, form=form)
    play.do(actions.submit_review, code, day, review=review)


def _team(play, initiative):
    """Return whose file it is by the script: files of others are judged as the second is."""
    return next((one for one in TEAMS if file_of(play, one) == initiative), TEAMS[-1])


def _meeting(play, council):
    """Return the meeting at which the council concludes; one that lies ahead is held at once."""
    ahead = queries.meeting_ahead(council)
    if ahead and ahead.starts_at <= play.times.now:
        return ahead
    said = play.script["council"]
    at = play.times.at(47)
    starts_at = play.times.planned(MEETS) if play.times.has_come(MEETS) else at + TICK
    is_soon = localdate(starts_at) < queries.first_day(council, localdate(at))
    about = actions.Agenda(
        starts_at=starts_at,
        where=said["where"],
        agenda=said["agenda"],
        short_notice=play.script["short_notice"] if is_soon else "",
    )
    return actions.call_meeting(council=council, about=about, by=person("secretary", at), at=at)


def _note(play, council):
    """Let the chair record what was said of each file on which members differ."""
    differing, noted = queries.disagreeing(council), queries.notes_of(council)
    for initiative in queries.judged_files(council):
        if initiative.code in differing and not noted[initiative.pk]:
            text = play.script["files"][_team(play, initiative)]["note"]
            text = text or play.script["files"][TEAMS[-1]]["note"]
            play.do(
                actions.note_discussion,
                _chair(council),
                MEETS,
                council=council,
                initiative=initiative,
                text=text,
            )


def _vote(play, meeting):
    """Let everybody vote for each file; on the second one member does not."""
    files = queries.judged_files(meeting.council)
    for place, one in enumerate(queries.sitting(meeting.council)):
        choices = {file.code: Choice.YES for file in files}
        if place == 0 and len(files) > 1:
            choices[files[1].code] = Choice.NO
        play.do(actions.vote, part_of(one), MEETS, meeting=meeting, choices=choices)


def _propose(play, council):
    """Let the chair recommend the file of the first team, and put the others in reserve.


    Whoever has scored by hand may have given less: then it is not recommended.
    """
    said, lines = play.script["council"], {}
    threshold = float(play.challenge.call.procedure.pass_threshold)
    means = {code: one.mean or 0 for code, one in standings(council).items()}
    first = file_of(play, TEAMS[0])
    for place, code in enumerate(sorted(means, key=lambda code: first and code != first.code)):
        if means[code] < threshold:
            lines[code] = actions.Line(Outcome.REFUSE, None, said["refuse"])
        elif place == 0:
            lines[code] = actions.Line(Outcome.SELECT, None, said["select"])
        else:
            reserved = sum(line.outcome == Outcome.RESERVE for line in lines.values())
            lines[code] = actions.Line(Outcome.RESERVE, reserved + 1, said["reserve"])
    play.do(actions.propose, _chair(council), MEETS, council=council, lines=lines)


def _chair(council):
    return part_of(next(one for one in queries.sitting(council) if one.role == SeatRole.CHAIR))
