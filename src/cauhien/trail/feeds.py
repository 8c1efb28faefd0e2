"""The anchors as Atom, so that others keep them."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from cauhien.trail import queries
from cauhien.ui.feeds import AtomFeed

MOST = 60


class Anchors(AtomFeed):
    title = _("Cầu Hiền: anchors of the log")
    subtitle = _("One hash a day over the ends of all chains of the log.")
    link = reverse_lazy("trail:anchors")

    def items(self):
        return queries.anchors()[:MOST]

    def item_title(self, anchor):
        return anchor.day.isoformat()

    def item_description(self, anchor):
        return anchor.hash

    def item_link(self, anchor):
        return f"{reverse('trail:anchors')}#{anchor.day.isoformat()}"

    def item_guid(self, anchor):
        return f"urn:sha256:{anchor.hash}"

    def item_updateddate(self, anchor):
        return anchor.at

    item_pubdate = item_updateddate
