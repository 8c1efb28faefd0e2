"""A file: those of one's own teams, and the page of one as far as somebody sees it."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from cauhien.accounts.middleware import second_factor_required
from cauhien.challenges.actions.initiative.documents import (
    CannotRead,
    note_reading,
    read_confidential,
)
from cauhien.challenges.queries.initiative import (
    is_open_to,
    own_initiatives,
    whole_initiatives_for,
)
from cauhien.challenges.queries.initiative.content import draft_content, last_version
from cauhien.challenges.queries.initiative.screening import is_confirmed
from cauhien.challenges.queries.initiative.versions import seen_version
from cauhien.challenges.rules import initiative as rules
from cauhien.challenges.states import CONFIDENTIAL_TEXTS, InitiativeState, Part


def load(request, code):
    """Return the file, with what this user sees of it as `sight`.

    What they may not know does not exist.
    """
    initiative = get_object_or_404(whole_initiatives_for(request.user), code=code)
    initiative.sight = rules.sight(request.user, initiative)
    initiative.shown_state = rules.shown_state(request.user, initiative)
    initiative.shown_title, initiative.shown_title_en = _titles(initiative)
    initiative.is_screened_by_reader = rules.may_screen(request.user, initiative, initiative.sight)
    return initiative


def load_own(request, code):
    """Return the file of a team the user is in; who sees it otherwise may not do this."""
    initiative = load(request, code)
    if rules.membership(request.user, initiative) is None:
        raise PermissionDenied
    return initiative


def is_of_others(request, code, **place):
    """Return whether the file is open to this user beyond its summary without being their own."""
    return is_open_to(request.user, code)


def reading(view):
    """Let a view show a file outside its team too: with the second factor, past the doors."""

    @second_factor_required(everyone=True, when=is_of_others)
    @wraps(view)
    def read(request, code, **place):
        try:
            return view(request, code, **place)
        except CannotRead:
            return render(request, "challenges/initiative/closed.html", status=403)

    return read


@login_required
def own(request):
    """List the files of one's own teams."""
    files = list(own_initiatives(request.user))
    for file in files:
        file.shown_state = rules.shown_state(request.user, file)
        file.place = rules.membership(request.user, file)
    return render(request, "challenges/initiative/own.html", {"files": files})


@reading
def detail(request, code):
    """Show a file; that somebody outside the team reads more than its summary is logged."""
    initiative = load(request, code)
    if initiative.sight.has(Part.CONTENT) and not initiative.sight.is_team:
        note_reading(initiative=initiative, by=request.user, at=now())
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "content": _content(initiative),
        "place": rules.membership(request.user, initiative),
        "may_write": rules.may_write(request.user, initiative, now()),
        "may_withdraw": rules.may_move_initiative(
            request.user, initiative, InitiativeState.WITHDRAWN
        ),
        "must_confirm": rules.may_submit(request.user, initiative, now())
        and not is_confirmed(initiative),
        "may_choose_shown": rules.may_choose_shown(request.user, initiative),
        "may_declare_conflict": rules.may_declare_conflict(
            request.user, initiative, initiative.sight
        ),
        "can_open": initiative.sight.has(Part.CONFIDENTIAL) and not initiative.sight.is_team,
    }
    return render(request, "challenges/initiative/detail.html", page)


@require_POST
@reading
def confidential(request, code):
    """Show the confidential part to who accepts to keep it secret; each time, it is logged."""
    initiative = load(request, code)
    if not initiative.sight.has(Part.CONFIDENTIAL) or initiative.sight.is_team:
        raise PermissionDenied
    read_confidential(initiative=initiative, by=request.user, at=now())
    version = last_version(initiative)
    if version is None:
        raise Http404
    texts = version.read()["texts"]
    page = {
        "initiative": initiative,
        "challenge": initiative.challenge,
        "content": {"texts": {name: texts.get(name, "") for name in CONFIDENTIAL_TEXTS}},
    }
    return render(request, "challenges/initiative/confidential.html", page)


def _titles(initiative):
    """Return the two titles to its team from the sealed draft, to others once it is opened."""
    if initiative.sight.is_team:
        written = initiative.written()
        return written.get("title_vi", ""), written.get("title_en", "")
    if initiative.sight.has(Part.SUMMARY):
        return initiative.title_vi, initiative.title_en
    return "", ""


def _content(initiative):
    """Return the draft to its team, to everybody else what of the sent file they may see."""
    if initiative.sight.is_team:
        return draft_content(initiative)
    version = last_version(initiative)
    if version is None or not initiative.sight.has(Part.SUMMARY):
        return None
    version.initiative = initiative
    return seen_version(version, initiative.sight)
