"""New problems and decisions as Atom, for everybody, in each language of the site."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cauhien.challenges.queries import news
from cauhien.challenges.states import Act
from cauhien.ui.feeds import MOST, PublicFeed

WORDS = 60


class News(PublicFeed):
    """Public acts of the log with the problem that they were done with."""

    acts: tuple[Act, ...]

    def link(self, language):
        return reverse("challenges:list")

    def items(self, language):
        return [(line, problem, language) for line, problem in news.news(self.acts, MOST)]

    def item_title(self, item):
        return _said(item, "title")

    def item_description(self, item):
        act = Act(item[0].act).label
        return f"{act[:1].upper()}{act[1:]}. {Truncator(_said(item, 'description')).words(WORDS)}"

    def item_link(self, item):
        return reverse("challenges:detail", kwargs={"code": item[1].code})

    def item_guid(self, item):
        return f"urn:cauhien:{item[0].chain}:{item[0].number}"

    def item_updateddate(self, item):
        return item[0].at

    item_pubdate = item_updateddate


class NewProblems(News):
    title = _("Cầu Hiền: new problems of the city")
    acts = news.NEW


class Decisions(News):
    title = _("Cầu Hiền: decisions about problems of the city")
    acts = news.DECIDED


def _said(item, name):
    """Return a text of a problem in the language of the feed, where it has one."""
    _line, problem, language = item
    ways = [language, *(code for code, _name in settings.LANGUAGES)]
    return next((text for way in ways if (text := getattr(problem, f"{name}_{way}"))), "")
