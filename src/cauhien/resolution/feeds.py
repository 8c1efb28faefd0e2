"""Steps of tasks as Atom, for everybody, in each language of the site."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cauhien.core.audit import act_in_words
from cauhien.resolution import queries
from cauhien.ui.feeds import MOST, PublicFeed


class TaskNews(PublicFeed):
    """Public acts of the log with the task that they were done with."""

    title = _("Cầu Hiền: tasks of the resolution")

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
