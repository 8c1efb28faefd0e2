"""A team: invited by mail, joined with consent, changed while the file was not sent."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from cauhien.challenges.actions.initiative.access import end_access
from cauhien.challenges.actions.initiative.drafts import show_to_member
from cauhien.challenges.actions.initiative.steps import locked_initiative, tell_of_change
from cauhien.challenges.models import FileAccess, Member
from cauhien.challenges.rules import assigned_to, bound_organisation
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.states import ENDED, AccessBasis, InitiativeAct, MemberRole
from cauhien.core.audit import record, salted
from cauhien.core.text import fold
from cauhien.notices.actions import make_link, use_link, write_to
from cauhien.organisations.models import Organisation

JOIN = "challenges.join_team"
MOST_MEMBERS = 40
PAUSE = timedelta(hours=1)  # before an invitation is sent again


class CannotChangeTeam(Exception):
    """The person may not, or the team cannot be so; `field` names where, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Declaration:
    """What a member says when they agree; conflicts of interest are looked for by it.

    organisation: for whom they take part. employers: of the last three years.
    related_persons: relatives and others close to them who may decide or judge here.
    """

    name: str
    organisation: str
    employers: tuple[str, ...] = ()
    related_persons: tuple[str, ...] = ()


@transaction.atomic
def invite_member(*, initiative, by, at, name, email, role):
    """Invite a person into the team of a draft by mail, and return their place in it."""
    initiative = _changeable(initiative, by, at)
    if role not in (MemberRole.EDIT, MemberRole.VIEW):
        raise CannotChangeTeam(_("Choose what they may do."), "role")
    expires_at = initiative.challenge.call.closes_at
    said = {"name": name, "email": email, "role": role, "expires_at": expires_at}
    return add_member(initiative, by=by, at=at, **said)


def add_member(initiative, *, by, at, name, email, role, expires_at):  # noqa: PLR0913 - as above
    """Make a place in a team and write the mail; whoever calls has checked that it may be."""
    current = [one for one in initiative.members.all() if one.left_at is None]
    if any(one.email.lower() == email.lower() for one in current):
        raise CannotChangeTeam(_("This address is in the team already."), "email")
    if len(current) >= MOST_MEMBERS:
        raise CannotChangeTeam(_("The team is as large as it can be."))
    member = Member.objects.create(
        initiative=initiative, name=name, email=email, role=role, invited_at=at
    )
    _log(InitiativeAct.INVITE, member, by, at, role=role, address=salted(email.lower()))
    _send_invitation(member, by, at, expires_at)
    return member


@transaction.atomic
def invite_again(*, member, by, at):
    """Send an invitation that was not taken up once more, at most once an hour."""
    initiative = _changeable(member.initiative, by, at)
    member = initiative.members.get(pk=member.pk, left_at=None)
    if member.user_id or at - member.invited_at < PAUSE:
        raise CannotChangeTeam(_("It was taken up, or sent less than an hour ago."))
    member.initiative, member.invited_at = initiative, at
    member.save(update_fields=["invited_at"])
    _send_invitation(member, by, at, initiative.challenge.call.closes_at)


def _send_invitation(member, by, at, expires_at):
    """Write the mail with the link by which one person joins."""
    challenge = member.initiative.challenge
    link = make_link(
        purpose=JOIN,
        url_name="challenges:initiative_join",
        subject=("member", member.code),
        address=member.email,
        at=at,
        expires_at=expires_at,
    )
    write_to(
        address=member.email,
        language=by.language,
        kind="challenges.team_invitation",
        subject=None,
        at=at,
        parameters={
            "name": member.name,
            "by": str(by),
            "title_vi": challenge.title_vi,
            "title_en": challenge.title_en,
            "role": member.role,
        },
        due_at=expires_at,
        link=link,
    )


@transaction.atomic
def join_team(*, token, by, at, declaration):
    """Take a place in a team by the link of an invitation, with what one declares; return it."""
    link = use_link(token, purpose=JOIN, at=at)
    member = invited_member(link)
    initiative = locked_initiative(member.initiative)
    _check_joining(by, member, initiative, at)
    member.user = by
    _agree(member, declaration, at)
    _log(InitiativeAct.JOIN, member, by, at)
    show_to_member(initiative, user=by, by=by, at=at)
    tell_of_change(initiative, at)
    return member


def invited_member(link):
    """Return the place that a link leads to; CannotChangeTeam if it was taken back."""
    rows = Member.objects.select_related("initiative__challenge__call__procedure")
    member = rows.filter(code=link.subject_code, user=None, left_at=None).first()
    if member is None:
        raise CannotChangeTeam(_("This invitation was taken back."))
    return member


@transaction.atomic
def declare(*, initiative, by, at, declaration):
    """Agree to take part, or correct what one has declared; return the place in the team."""
    initiative = locked_initiative(initiative)
    member = rules.membership(by, initiative)
    if member is None:
        raise CannotChangeTeam(_("You are not in this team."))
    is_new = member.consent_at is None
    _agree(member, declaration, at)
    _log(InitiativeAct.JOIN if is_new else InitiativeAct.DECLARE, member, by, at)
    tell_of_change(initiative, at)
    return member


@transaction.atomic
def change_role(*, member, by, at, role):
    """Give a member of a draft's team another role; whoever hands over the lead may edit then."""
    initiative = _changeable(member.initiative, by, at)
    member = initiative.members.get(pk=member.pk, left_at=None)
    own = rules.membership(by, initiative)
    if member.pk == own.pk:
        raise CannotChangeTeam(_("Hand the lead to another member first."))
    if role == MemberRole.LEAD:
        hand_over(initiative, member, by=by, at=at)
    else:
        _set_role(member, role, by, at)
    return member


@transaction.atomic
def remove_member(*, member, by, at):
    """Take somebody out of the team of a draft."""
    initiative = _changeable(member.initiative, by, at)
    member = initiative.members.get(pk=member.pk, left_at=None)
    if member.user_id == by.pk:
        raise CannotChangeTeam(_("Hand the lead to another member first."))
    let_go(member, by=by, at=at)


@transaction.atomic
def leave_team(*, initiative, by, at):
    """Leave the team of a draft oneself."""
    initiative = locked_initiative(initiative)
    member = rules.membership(by, initiative)
    if member is None or not rules.is_team_open(initiative):
        raise CannotChangeTeam(_("After sending, a change of the team is requested."))
    if member.role == MemberRole.LEAD:
        raise CannotChangeTeam(_("Hand the lead to another member first."))
    let_go(member, by=by, at=at)


def hand_over(initiative, member, *, by, at):
    """Let another member lead; whoever led before may edit."""
    if member.consent_at is None:
        raise CannotChangeTeam(_("Only who has agreed to take part can lead."))
    named = assigned_to(initiative.challenge)
    if named and member.organisation_id != named.organisation_id:
        raise CannotChangeTeam(
            _("Whoever leads this file takes part for %(organisation)s.")
            % {"organisation": named.organisation}
        )
    for one in initiative.members.filter(role=MemberRole.LEAD, left_at=None):
        _set_role(one, MemberRole.EDIT, by, at)
    _set_role(member, MemberRole.LEAD, by, at)


def let_go(member, *, by, at, **detail):
    """End a place in a team and what its holder sees by it. detail: what the log says besides."""
    member.left_at = at
    member.save(update_fields=["left_at"])
    _log(InitiativeAct.LEAVE, member, by, at, **detail)
    if member.user_id:
        seen = FileAccess.objects.filter(initiative=member.initiative_id, user=member.user_id)
        end_access(accesses=seen.filter(basis=AccessBasis.TEAM), by=by, at=at)
    tell_of_change(member.initiative, at)


def _changeable(initiative, by, at):
    initiative = locked_initiative(initiative)
    if not rules.may_change_team(by, initiative):
        raise CannotChangeTeam(_("The lead changes the team, as long as the file was not sent."))
    if not initiative.challenge.call.receives_at(at):
        raise CannotChangeTeam(_("The call is closed."))
    return initiative


def _check_joining(by, member, initiative, at):
    if by.email.lower() != member.email.lower():
        raise CannotChangeTeam(
            _("This invitation was sent to another address than your account has.")
        )
    if rules.membership(by, initiative):
        raise CannotChangeTeam(_("You are in this team already."))
    if not rules.may_join(by, initiative):
        raise CannotChangeTeam(
            _("You have a part in this call already; nobody holds two parts in one case.")
        )
    is_draft = rules.is_team_open(initiative)
    if initiative.state in ENDED or (is_draft and not initiative.challenge.call.receives_at(at)):
        raise CannotChangeTeam(_("The call is closed, or the file takes part no longer."))


def _agree(member, declaration, at):
    member.name = declaration.name or member.name
    if named := bound_organisation(member):
        member.organisation, member.organisation_text = named, named.name_vi
    elif declaration.organisation != member.organisation_text:
        member.organisation_text = declaration.organisation
        member.organisation = _known_as(declaration.organisation)
    member.employers = list(declaration.employers)
    member.related_persons = list(declaration.related_persons)
    member.consent_at = at
    member.save()


def _known_as(name):
    """Return the organisation of the register that is called exactly so, if it is only one."""
    found = Organisation.objects.filter(folded=fold(name), canonical=None, active=True)[:2]
    return found[0] if len(found) == 1 else None


def _set_role(member, role, by, at):
    if member.role == role:
        return
    member.role = role
    member.save(update_fields=["role"])
    _log(InitiativeAct.CHANGE_ROLE, member, by, at, role=role)


def _log(act, member, by, at, **detail):
    detail = {"member": member.code} | detail
    record(chain=member.initiative.chain, act=act, by=by, at=at, detail=detail)
