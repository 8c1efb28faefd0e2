"""What a person was told and what waits for them, at addresses that only they know."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cauhien.core.items import items_for
from cauhien.notices import queries
from cauhien.notices.documents import calendar_of, words_of
from cauhien.ui.feeds import AtomFeed

MOST = 50
PRIVATE = "private, no-store"


class OwnNotices(AtomFeed):
    """The notices of a person as Atom, in their language."""

    title = _("Cầu Hiền: notices")
    link = "/notices/"

    def __call__(self, request, *args, **kwargs):
        owner = queries.owner_of_secret(kwargs["secret"])
        with override(owner.language if owner else None):
            answer = super().__call__(request, *args, **kwargs)
        answer["Cache-Control"] = PRIVATE
        return answer

    def get_object(self, request, secret):
        if owner := queries.owner_of_secret(secret):
            return queries.acting(owner, now())
        raise ObjectDoesNotExist  # the feed answers 404

    def items(self, user):
        found = list(queries.notices_for(user)[:MOST])
        things = queries.visible_subjects(found, user)
        return [(one, words_of(one, things.get(one.about))) for one in found]

    def item_title(self, item):
        return item[1].title

    def item_description(self, item):
        return item[1].text

    def item_link(self, item):
        return item[1].url

    def item_guid(self, item):
        return f"urn:cauhien:notice:{item[0].code}"

    def item_updateddate(self, item):
        return item[0].created_at

    item_pubdate = item_updateddate


def calendar(request, secret):
    """Answer with what is due as a calendar (iCalendar, RFC 5545)."""
    owner = queries.owner_of_secret(secret)
    if owner is None:
        raise Http404
    at = now()
    with override(owner.language):
        items = items_for(queries.acting(owner, at), at)
        answer = HttpResponse(calendar_of(items, at), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = PRIVATE
    return answer
