"""Calendars at addresses that only their owner knows, and the public one of free and taken."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import override

from cauhien.facilities import feeds, queries, rules
from cauhien.notices.queries import acting, owner_of_secret

PRIVATE = "private, no-store"
PUBLIC = "public, max-age=600"


def own(request, secret):
    """Answer with the bookings of who owns the secret address."""
    user, at = _owner(secret), now()
    with override(user.language):
        bookings = queries.bookings_of(user)
        return _answer(feeds.calendar_of(_("Cầu Hiền: my bookings"), bookings, at), PRIVATE)


def host(request, code, secret):
    """Answer with who comes to a laboratory, as long as the owner speaks for it."""
    user, at = _owner(secret), now()
    laboratory = get_object_or_404(queries.laboratories_for(user), code=code)
    if not rules.may_keep(user, laboratory):
        raise Http404
    with override(user.language):
        bookings = queries.booked_at(laboratory)
        said = feeds.calendar_of(str(laboratory), bookings, at, for_host=True)
        return _answer(said, PRIVATE)


def busy(request, code):
    """Answer with when a laboratory is taken, where its host wants everybody to see it."""
    laboratory = get_object_or_404(queries.laboratories_for(request.user), code=code)
    terms = queries.terms_of(laboratory)
    if terms is None or not terms.shows_busy:
        raise Http404
    return _answer(feeds.busy_of(laboratory, now()), PUBLIC)


def _owner(secret):
    owner = owner_of_secret(secret)
    if owner is None:
        raise Http404
    return acting(owner, now())


def _answer(said, kept):
    answer = HttpResponse(said, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = kept
    return answer
