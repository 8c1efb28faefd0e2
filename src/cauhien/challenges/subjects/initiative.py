"""Files: their kind, what their teams are told, and which of them wait for whom."""

from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.accounts.queries import account_of
from cauhien.challenges.actions.initiative.team import JOIN
from cauhien.challenges.actions.initiative.telling import ASKED, STEP
from cauhien.challenges.queries.initiative import KIND, initiatives_for
from cauhien.challenges.queries.initiative import waiting as queries
from cauhien.challenges.queries.initiative.waiting import in_a_team, invited
from cauhien.challenges.states import InitiativeAct, MemberRole
from cauhien.core import items
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
from cauhien.notices.actions import signed_link
from cauhien.notices.queries import open_links
from cauhien.ui.words import language

register(
    Subject(
        kind=KIND,
        label=gettext_lazy("file of a team"),
        plural=gettext_lazy("files of teams"),
        url_name="challenges:initiative",
        visible_to=initiatives_for,
    )
)


def facts_of_invitation(parameters):
    role = MemberRole(parameters["role"]).label
    return parameters | {"role": role, "title": title_of(parameters)}


def facts_of_step(parameters):
    act = InitiativeAct(parameters["act"]).label
    return parameters | {"act": act, "title": title_of(parameters)}


def title_of(said):
    """Return the title of a problem, of what a notice keeps of it, in the reader's language."""
    titles = [said["title_vi"], said["title_en"]]
    return next(filter(None, titles if language() == "vi" else titles[::-1]), "")


notices.register(
    notices.Kind(
        "challenges.team_invitation",
        gettext_lazy("invitations into a team"),
        urgent=True,
        facts=facts_of_invitation,
    )
)
notices.register(
    notices.Kind(
        STEP,
        gettext_lazy("what is done with a file of your team"),
        urgent=True,
        facts=facts_of_step,
    )
)
notices.register(
    notices.Kind(
        ASKED,
        gettext_lazy("completions asked of your team"),
        urgent=True,
        facts=facts_of_step,
    )
)


@items.register(by=invited)
def invitations(user, at):
    """Tell who has an account at the address of an invitation, as the mail does."""
    return items.Asked(invited(user), lambda: _invitations(user, at))


@items.register(by=in_a_team)
def own_drafts(user, at):
    return _of_team(
        queries.to_send(user, at),
        "initiative_check",
        _("Complete and send the file"),
        _("It is not received, and takes no part."),
    )


@items.register(by=in_a_team)
def own_files_to_confirm(user, at):
    return _of_team(
        queries.to_confirm(user, at),
        "initiative_check",
        _("Confirm the file under the new terms"),
        _("It cannot be found eligible, and the council does not get it."),
        since="asked_at",
    )


@items.register(by=in_a_team)
def own_consents(user, at):
    return _of_team(
        queries.to_agree(user, at),
        "initiative_declare",
        _("Declare and agree"),
        _("The file of your team cannot be sent."),
    )


@items.register(by=in_a_team)
def own_completions(user, at):
    return _of_team(
        queries.to_complete(user, at),
        "initiative_check",
        _("Complete the file"),
        _("Without a completion by that day the file is not eligible."),
        since="asked_at",
        due=None,
        due_on="fix_due_on",
    )


@items.register
def openings(user, at):
    return _of_case(
        queries.to_open(user),
        "opening",
        _("Agree to the opening of the files"),
        _("Nobody reads the files, and no review begins."),
    )


@items.register
def screenings(user, at):
    return _of_case(
        queries.to_screen(user),
        "files",
        _("Screen the files"),
        _("The council does not get the files."),
    )


@items.register
def requests(user, at):
    return items.Rows(
        query=queries.to_answer(user),
        kind=KIND,
        code="initiative__code",
        title=("initiative__title_vi",),
        page="challenges:initiative_requests",
        arguments=("initiative__code",),
        to_do=_("Answer the request for a change of the team"),
        if_nothing=_("The team stays as it is."),
        since="at",
    )


def _invitations(user, at):
    if account_of(user.email) != user:
        return []
    links = {link.subject_code: link for link in open_links(user.email, JOIN, at)}
    return [_invitation(place, links[place.code]) for place in invited(user) if place.code in links]


def _invitation(place, link):
    challenge = place.initiative.challenge
    titles = {"title_vi": challenge.title_vi, "title_en": challenge.title_en}
    return items.Item(
        kind=KIND,
        code="",
        title=title_of(titles),
        to_do=_("Answer the invitation into a team"),
        url=urlsplit(signed_link(link)).path,
        since=place.invited_at,
        due=link.expires_at,
        if_nothing=_("You have no part in the file; where you are to lead it, nobody writes it."),
    )


def _of_team(query, page, to_do, if_nothing, **times):
    return items.Rows(
        query=query,
        kind=KIND,
        title=("challenge__title_vi", "challenge__title_en"),
        page=f"challenges:{page}",
        to_do=to_do,
        if_nothing=if_nothing,
        **{"since": "created_at", "due": "challenge__call__closes_at"} | times,
    )


def _of_case(query, page, to_do, if_nothing):
    return items.Rows(
        query=query,
        kind="challenge",
        page=f"challenges:{page}",
        to_do=to_do,
        if_nothing=if_nothing,
        since="call__closes_at",
    )
