"""Steps of tasks as Atom, for everybody, in each language of the site."""

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cauhien.core.audit import act_in_words
from cauhien.resolution import queries
from cauhien.ui.feeds import AtomFeed

MOST = 50
SECONDS = 600  # for which a reader's program need not ask again


class TaskNews(AtomFeed):
    """Public acts of the log with the task that they were done with."""

    title = _("Cầu Hiền: tasks of the resolution")

    def __call__(self, request, *args, **kwargs):
        with override(kwargs["language"]):
            answer = super().__call__(request, *args, **kwargs)
        answer["Cache-Control"] = f"public, max-age={SECONDS}"
        return answer

    def get_object(self, request, language):
        if language not in dict(settings.LANGUAGES):
            raise ObjectDoesNotExist  # the feed answers 404
        return language

    def link(self, language):
        return reverse("resolution:list")

    def items(self, language):
        return queries.news(MOST)

    def item_title(self, item):
        return item[1].title_vi

    def item_description(self, item):
        act = str(act_in_words(item[0].act))
        return f"{act[:1].upper()}{act[1:]}. {item[0].detail.get('reason', '')}".strip()

    def item_link(self, item):
        return reverse("resolution:task", kwargs={"code": item[1].code})

    def item_guid(self, item):
        return f"urn:cauhien:{item[0].chain}:{item[0].number}"

    def item_updateddate(self, item):
        return item[0].at

    item_pubdate = item_updateddate
