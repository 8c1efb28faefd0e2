"""Files: their kind, what their teams are told, and which of them wait for whom."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cauhien.challenges.actions.initiative.telling import ASKED, STEP, end_of
from cauhien.challenges.queries.initiative import KIND, initiatives_for
from cauhien.challenges.queries.initiative import waiting as queries
from cauhien.challenges.states import InitiativeAct, InitiativeState, MemberRole
from cauhien.core import items
from cauhien.core.subjects import Subject, register
from cauhien.notices import states as notices
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


@items.register
def own_files_to_send(user, at):
    return [_item(one, "initiative_check", *_to_send(one)) for one in queries.to_send(user, at)]


def _to_send(initiative):
    """Return what is to be done, since when, and what happens if it is not."""
    if initiative.state == InitiativeState.DRAFT:
        nothing = _("It is not received, and takes no part.")
        return _("Complete and send the file"), initiative.created_at, nothing
    nothing = _("It is read as one that answers the earlier terms.")
    return _("Confirm the file under the new terms"), initiative.asked_at, nothing


@items.register
def own_consents(user, at):
    nothing = _("The file of your team cannot be sent.")
    return [
        _item(one, "initiative_declare", _("Declare and agree"), one.created_at, nothing)
        for one in queries.to_agree(user, at)
    ]


@items.register
def own_completions(user, at):
    nothing = _("Without a completion by that day the file is not eligible.")
    return [
        _item(one, "initiative_check", _("Complete the file"), one.asked_at, nothing, due=one.due)
        for one in queries.to_complete(user, at)
    ]


@items.register
def openings(user, at):
    nothing = _("Nobody reads the files, and no review begins.")
    return [
        _of_case(
            one, "opening", _("Agree to the opening of the files"), one.call.closes_at, nothing
        )
        for one in queries.to_open(user)
    ]


@items.register
def screenings(user, at):
    nothing = _("The council does not get the files.")
    return [
        _of_case(one, "files", _("Screen the files"), one.call.closes_at, nothing)
        for one in queries.to_screen(user)
    ]


@items.register
def requests(user, at):
    nothing = _("The team stays as it is.")
    return [
        items.Item(
            KIND,
            one.initiative.code,
            str(one.initiative),
            _("Answer the request for a change of the team"),
            reverse("challenges:initiative_requests", args=[one.initiative.code]),
            one.at,
            nothing,
        )
        for one in queries.to_answer(user)
    ]


def _item(initiative, page, to_do, since, if_nothing, due=None):
    url = reverse(f"challenges:{page}", args=[initiative.code])
    challenge = initiative.challenge
    title = challenge.title_vi or challenge.title_en
    due = end_of(due) if due else challenge.call.closes_at
    return items.Item(KIND, initiative.code, title, to_do, url, since, if_nothing, due)


def _of_case(challenge, page, to_do, since, if_nothing):
    url = reverse(f"challenges:{page}", args=[challenge.code])
    title = challenge.title_vi or challenge.title_en
    return items.Item("challenge", challenge.code, title, to_do, url, since, if_nothing)
