"""What all feeds share."""

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import ObjectDoesNotExist
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import override

MOST = 50  # entries of a feed of news
SECONDS = 600  # for which a reader's program need not ask again


class AtomFeed(Feed):
    """A feed by RFC 4287, which wants an author: the site itself, never a person."""

    feed_type = Atom1Feed
    author_name = "Cầu Hiền"


class ByAddress(Atom1Feed):
    """Atom whose id is the address of the feed: a page has several, and each in two languages."""

    def add_root_elements(self, handler):
        self.feed["id"] = self.feed["feed_url"]
        super().add_root_elements(handler)


class PublicFeed(AtomFeed):
    """A feed for everybody, in the language that its address names; that is its object."""

    feed_type = ByAddress

    def __call__(self, request, *args, **kwargs):
        with override(kwargs["language"]):
            answer = super().__call__(request, *args, **kwargs)
        answer["Cache-Control"] = f"public, max-age={SECONDS}"
        return answer

    def get_object(self, request, language):
        if language not in dict(settings.LANGUAGES):
            raise ObjectDoesNotExist  # the feed answers 404
        return language
