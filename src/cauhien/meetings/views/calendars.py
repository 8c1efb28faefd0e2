"""Meetings for calendars: one by itself, and one's own at an address that only they know."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.accounts.middleware import second_factor_required
from cauhien.meetings import feeds, queries
from cauhien.notices.queries import acting, owner_of_secret


@second_factor_required(when=queries.is_closed)
def calendar(request, code):
    found = get_object_or_404(queries.meetings_for(request.user), code=code)
    return _answer(feeds.calendar_of(found.title, [found], now()))


def own_calendar(request, secret):
    """Answer with the meetings that who owns the secret address is invited to or has called."""
    owner, at = owner_of_secret(secret), now()
    if owner is None:
        raise Http404
    user = acting(owner, at)
    with override(user.language):
        found = queries.in_calendar(user).prefetch_related("agenda")
        return _answer(feeds.calendar_of(_("Cầu Hiền: my meetings"), found, at))


def _answer(said):
    answer = HttpResponse(said, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer
