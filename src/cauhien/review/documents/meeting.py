"""What the invitation to a meeting and the minutes of a council contain."""

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cauhien.challenges.states.task import Cost
from cauhien.documents.documents import (
    Items,
    Meeting,
    Paragraph,
    Ranked,
    Section,
    Signature,
    council_minutes,
    in_language,
    invitation,
    lines_of,
)
from cauhien.documents.documents.content import Block
from cauhien.review import queries
from cauhien.review.documents.envelope import (
    LANGUAGES,
    envelope,
    file_name,
    interval,
    member,
    points,
    problem,
)
from cauhien.review.queries import Tally
from cauhien.review.states import SeatRole


def invitation_texts(meeting, seats, on):
    """Return the invitation to a meeting (giấy mời) in both languages. on: its day."""
    return [_invitation(meeting, seats, on, language) for language in LANGUAGES]


def definition_texts(gathering, task):
    """Return the minutes of a council that defines a task in both languages.

    task: a TaskDefinition as it will be kept.
    """
    return [_definition(gathering, task, language) for language in LANGUAGES]


def minutes_texts(meeting, standings):
    """Return the minutes of a council (biên bản họp hội đồng) in both languages.

    standings: {code of a file: Standing}, as they are locked.
    """
    return [_minutes(meeting, standings, language) for language in LANGUAGES]


def _invitation(meeting, seats, on, language):
    with translation.override(language):
        council = meeting.council
        agenda = lines_of(meeting.agenda)
        notes = [_("Agenda: %(agenda)s") % {"agenda": "; ".join(agenda)}]
        if meeting.short_notice:
            said = _("The notice is short: %(why)s")
            notes.append(said % {"why": meeting.short_notice})
        return invitation(
            envelope(council, language, on=on, signatures=(_inviting(),)),
            about=_("meeting of the council on the problem “%(title)s”")
            % {"title": problem(council)},
            guests=[member(seat) for seat in seats],
            meeting=Meeting(starts_at=meeting.starts_at, place=meeting.where),
            notes=notes,
        )


def _minutes(meeting, standings, language):
    with translation.override(language):
        council = meeting.council
        gathering = queries.gathering_of(meeting)
        files = queries.judged_files(council)
        return council_minutes(
            envelope(council, language, signatures=_signatures()),
            about=_("On the evaluation of the files on the problem “%(title)s”")
            % {"title": problem(council)},
            meeting=_held(gathering),
            proceedings=_proceedings(gathering, files),
            ranking=_ranking(gathering, files, standings),
            conclusions=_conclusions(council, files, standings),
        )


def _held(gathering):
    meeting, there = gathering.meeting, gathering.present
    secretaries = (str(seat.person) for seat in there if seat.role == SeatRole.SECRETARY)
    return Meeting(
        starts_at=meeting.starts_at,
        ends_at=meeting.held_at,
        place=meeting.where,
        chair=member(gathering.presiding),
        secretary="; ".join(secretaries),
        present=tuple(map(member, there)),
        absent=tuple(map(member, gathering.absent)),
    )


def _definition(gathering, task, language):
    with translation.override(language):
        council = gathering.meeting.council
        return council_minutes(
            envelope(council, language, signatures=_signatures()),
            about=_("On the definition of a task for the problem “%(title)s”")
            % {"title": problem(council)},
            meeting=_held(gathering),
            proceedings=[*_proceedings(gathering, ()), *_dissents(gathering)],
            ranking=(),
            conclusions=[_counted(task), *_task(task, language)],
        )


def _dissents(gathering):
    votes = queries.dissents_of(gathering)
    said = tuple(f"{vote.seat.person}: {vote.dissent}" for vote in votes)
    return [Section(_("Dissenting opinions")), Items(said)] if said else []


def _counted(task):
    return _("%(votes)s, of %(present)s present.") % {
        "votes": _votes(Tally(**task.votes)),
        "present": task.votes["present"],
    }


def _task(task, language):
    """Return the conclusion on a task, one text for each of its parts."""
    if not task.is_advised:
        return [_("The council advises against the task. %(why)s") % {"why": task.reason}]
    costs = "; ".join(str(Cost(one).label) for one in task.costs)
    parts = (
        (_("Title of the task"), in_language(task, "title", language)),
        (_("Goal"), in_language(task, "goal", language)),
        (_("Results required"), in_language(task, "results", language)),
        (_("Way of choosing"), task.get_way_display()),
        (_("Expected kinds of cost"), costs),
    )
    return [_("The council advises to carry the task out."), *(f"{a}: {b}" for a, b in parts)]


def _inviting():
    return Signature(_("Head of the body that invites"))


def _signatures():
    return (Signature(_("Secretary")), Signature(_("Chair of the council")))


def _proceedings(gathering, files):
    quorum = gathering.quorum
    opening = _("Present: %(present)s of %(of)s members; %(needed)s are asked for.") % {
        "present": quorum.present,
        "of": quorum.of,
        "needed": quorum.needed,
    }
    blocks: list[Block] = [Paragraph(opening), *map(Paragraph, lines_of(gathering.meeting.minutes))]
    notes = queries.notes_of(gathering.meeting.council)
    for file in files:
        if notes[file.pk]:
            blocks.append(Section(_("Discussion of file %(file)s") % {"file": file_name(file)}))
            blocks += [Paragraph(line) for note in notes[file.pk] for line in lines_of(note.text)]
    return [*blocks, *_from_outside(gathering.meeting.council)]


def _from_outside(council):
    """Return the reviews from outside, apart from votes and means."""
    given = queries.outside_given(council)
    if not given:
        return []
    levels = council.challenge.call.procedure.levels
    said = _("%(file)s: %(person)s, outside reviewer, %(points)s points, not counted in the mean")
    lines = [
        said
        % {
            "file": file_name(one.initiative),
            "person": one.seat.person,
            "points": points(queries.total(one, levels)),
        }
        for one in given
    ]
    return [Section(_("Reviews from outside the council")), Items(tuple(lines))]


def _ranking(gathering, files, standings):
    tallies = queries.tallies_of(gathering, files)
    proposed = queries.proposals_of(gathering.meeting.council)
    ordered = sorted(files, key=lambda file: standings[file.code].place or len(files) + 1)
    return [
        Ranked(
            rank=_ranks(standings[file.code]),
            title=file_name(file),
            score=interval(standings[file.code]),
            votes=_votes(tallies[file.code]),
            proposal=_proposal(proposed[file.code]),
        )
        for file in ordered
    ]


def _ranks(standing):
    """Return the place by the raw mean, with the places that the file may hold where unsure."""
    if standing.place is None:
        return "–"
    best, worst = standing.ranks
    return str(standing.place) if best == worst else f"{standing.place} ({best}–{worst})"


def _votes(tally):
    return _("%(yes)s for, %(no)s against, %(abstain)s abstained") % {
        "yes": tally.yes,
        "no": tally.no,
        "abstain": tally.abstain,
    }


def _proposal(row):
    outcome = capfirst(row.get_outcome_display())
    return f"{outcome} ({row.reserve_place})" if row.reserve_place else outcome


def _conclusions(council, files, standings):
    proposed, names = queries.proposals_of(council), {file.code: file_name(file) for file in files}
    return [_conclusion(file, proposed[file.code], standings[file.code], names) for file in files]


def _conclusion(file, row, standing, names):
    said = [f"{file_name(file)}: {_proposal(row)}."]
    if row.reason:
        said.append(row.reason)
    if standing.alike:
        others = "; ".join(names[code] for code in standing.alike if code in names)
        said.append(_("By the scores not distinguishable from: %(files)s.") % {"files": others})
    if standing.disagrees:
        said.append(
            _("Scores differ by %(spread)s points, more than the procedure allows without a note.")
            % {"spread": points(standing.spread)}
        )
    return " ".join(said)
