"""What all feeds share."""

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed


class AtomFeed(Feed):
    """A feed by RFC 4287, which wants an author: the site itself, never a person."""

    feed_type = Atom1Feed
    author_name = "Cầu Hiền"
