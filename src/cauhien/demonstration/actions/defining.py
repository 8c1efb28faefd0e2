"""The council that defines the task of the illustrated problem, before its call."""

from cauhien.challenges.rules import asks_for_definition
from cauhien.demonstration.actions.council import answer, part_of
from cauhien.demonstration.actions.play import person
from cauhien.review import actions, queries
from cauhien.review.states import Choice, CouncilKind

MEETS = -14  # its day in the calendar of the case


def define_task(play):
    """Seat the council, let it meet and vote, and conclude, where the procedure asks for one."""
    if not asks_for_definition(play.challenge):
        return
    said, kind = play.script["defining"], CouncilKind.DEFINITION
    wish = actions.Wish(size=said["size"], until=play.times.on(MEETS), kind=kind)
    play.do(actions.form_council, "coordinator", -27, challenge=play.challenge, wish=wish)
    council = queries.council_of(play.challenge, kind)
    offer = actions.Offer(answer_by_on=council.review_by_on, fee_vnd=said["fee"])
    play.do(actions.invite_council, "coordinator", -26, council=council, offer=offer)
    answer(play, council, -25)
    _conclude(play, council, _met(play, council, said), said)


def _met(play, council, said):
    """Return the meeting, at which everybody has voted for the task."""
    starts_at = play.times.planned(MEETS)
    about = actions.Agenda(starts_at=starts_at, where=said["where"], agenda=said["agenda"])
    meeting = play.do(actions.call_meeting, "secretary", -23, council=council, about=about)
    at, seats = play.times.not_before(starts_at), queries.sitting(council)
    there = {"present": [one.code for one in seats], "authorised": ""}
    actions.record_attendance(meeting=meeting, by=person("secretary", at), at=at, **there)
    choices = {play.code: Choice.YES}
    for one in seats:
        play.do(actions.vote, part_of(one), MEETS, meeting=meeting, choices=choices)
    return meeting


def _conclude(play, council, meeting, said):
    minutes = {name: said[name] for name in ("minutes", "public_minutes")}
    play.do(actions.save_minutes, "secretary", MEETS, meeting=meeting, **minutes)
    facts = {"meeting": queries.meeting_ahead(council), "said": dict(said["task"])}
    play.do(actions.conclude_definition, "secretary", MEETS, **facts)
