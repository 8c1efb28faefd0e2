"""What the teams of the illustrated call do, and how their files are opened and screened."""

from cauhien.accounts.states import DEMONSTRATION_TEAMS, demonstration_address
from cauhien.challenges.actions.initiative import start_initiative
from cauhien.challenges.actions.initiative.documents import attach_document
from cauhien.challenges.actions.initiative.duplicates import compare_at_once
from cauhien.challenges.actions.initiative.opening import accept_opening
from cauhien.challenges.actions.initiative.screening import (
    ask_fix,
    check_items,
    find_eligible,
    find_not_eligible,
    give_to_council,
    let_lapse,
)
from cauhien.challenges.actions.initiative.sending import submit_initiative
from cauhien.challenges.actions.initiative.team import (
    Declaration,
    declare,
    invite_member,
    join_team,
)
from cauhien.challenges.models import Initiative, Opening
from cauhien.challenges.queries.initiative.screening import unscreened
from cauhien.challenges.states import (
    WRITTEN_TEXTS,
    AttachmentPart,
    InitiativeState,
    MemberRole,
    RefusalReason,
    State,
)
from cauhien.demonstration.actions.play import person
from cauhien.demonstration.documents import proof_of_standing
from cauhien.notices.actions import signed_link
from cauhien.notices.models import Link

ROLES = {"t1-edit": MemberRole.EDIT, "t1-view-1": MemberRole.VIEW, "t1-view-2": MemberRole.VIEW}


def begin(play, team, day):
    """Let the lead of a team begin a file and write all of it, if there is none."""
    if file_of(play, team):
        return
    said = play.script["files"][team]
    written = {name: said[name] for name in WRITTEN_TEXTS if name in said}
    initiative = play.do(start_initiative, team, day, challenge=play.challenge, written=written)
    _declare(play, team, team, day, initiative)
    for code in [one for one in DEMONSTRATION_TEAMS if one.startswith(f"{team}-")]:
        _take_in(play, initiative, team, code, day + 1)
    if "fix" not in said:
        _attach(play, initiative, team, day + 2)


def send(play, team, day):
    """Let the lead of a team send its file, unless that is done or it was withdrawn."""
    initiative = file_of(play, team)
    if initiative and initiative.state == InitiativeState.DRAFT:
        play.do(submit_initiative, team, day, initiative=initiative)


def file_of(play, team):
    """Return the file that the lead of a team began, None where there is none."""
    led = {"members__role": MemberRole.LEAD, "members__left_at": None}
    lead = demonstration_address(team)
    files = Initiative.objects.filter(challenge__code=play.code, **led, members__user__email=lead)
    return files.order_by("id").first()


def open_and_screen(play):
    """Open the files by two people, screen them, give the eligible ones to the council."""
    if play.challenge.state != State.SCREENING:
        return
    for who in ("coordinator", "secretary"):
        if not Opening.objects.filter(challenge__code=play.code, second_at__isnull=False).exists():
            _agree_to_open(play, who)
    compare_at_once(challenge=play.challenge, at=play.times.at(32))
    for initiative in _files(play, InitiativeState.SUBMITTED):
        _screen(play, initiative)
    if play.times.has_come(41):
        let_lapse(at=play.times.at(41))
    for initiative in unscreened(play.challenge):
        _refuse(play, initiative)
    play.do(give_to_council, "coordinator", 41, challenge=play.challenge)


def _take_in(play, initiative, lead, code, day):
    invited = {"name": person(code, play.times.at(day)).name, "email": demonstration_address(code)}
    member = play.do(invite_member, lead, day, initiative=initiative, role=ROLES[code], **invited)
    link = Link.objects.get(subject_kind="member", subject_code=member.code)
    token = signed_link(link).rstrip("/").rpartition("/")[2]
    said = _declaration(play, lead, code)
    play.do(join_team, code, day, token=token, declaration=said)


def _declare(play, who, team, day, initiative):
    play.do(declare, who, day, initiative=initiative, declaration=_declaration(play, team, who))


def _declaration(play, team, code):
    organisation = play.script["files"][team]["organisation"]
    return Declaration(name=person(code, play.times.last).name, organisation=organisation)


def _attach(play, initiative, team, day):
    item = play.challenge.call.checklist.filter(needs_document=True).first()
    play.do(
        attach_document,
        team,
        day,
        initiative=initiative,
        data=proof_of_standing(),
        name="tu-cach-phap-ly.pdf",
        part=AttachmentPart.PUBLIC,
        item=item,
    )


def _agree_to_open(play, who):
    """Let one of the two agree, unless somebody has agreed already in that role."""
    agreed = Opening.objects.filter(challenge__code=play.code, first_role=who)
    if not agreed.exists():
        play.do(accept_opening, who, 32, challenge=play.challenge)


def _screen(play, initiative):
    """Judge the checklist; a document that lacks is asked for, where there is time for it."""
    items = list(initiative.challenge.call.checklist.all())
    attached = set(initiative.attachments.filter(removed_at=None).values_list("item", flat=True))
    lacking = [one for one in items if one.needs_document and one.pk not in attached]
    checks = {one: (one not in lacking, "") for one in items}
    play.do(check_items, "coordinator", 33, initiative=initiative, checks=checks)
    if not lacking:
        play.do(find_eligible, "coordinator", 33, initiative=initiative)
    elif play.times.has_come(41):
        play.do(
            ask_fix,
            "coordinator",
            34,
            initiative=initiative,
            reason_code=RefusalReason.INCOMPLETE,
            reason=play.script["files"]["t3"]["fix"],
            due_on=play.times.on(40),
        )


def _refuse(play, initiative):
    play.do(
        find_not_eligible,
        "coordinator",
        41,
        initiative=initiative,
        reason_code=RefusalReason.NO_STANDING,
        reason=play.script["files"]["t3"]["unfit"],
    )


def _files(play, state):
    return list(Initiative.objects.filter(challenge__code=play.code, state=state).order_by("id"))
