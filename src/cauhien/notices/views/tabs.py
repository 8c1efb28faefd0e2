"""The tabs that the pages of this app share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cauhien.notices import queries


def tabs(request, current):
    """Return the tabs for `{% tabs %}`. current: the name of the page that is shown."""
    unread = queries.notices_for(request.user).filter(read_at=None).count()
    pages = [
        ("work", _("What waits"), None),
        ("list", _("Notices"), unread or None),
        ("outbox", _("Mails"), None),
        ("settings", _("How you are told"), None),
    ]
    return [
        {
            "url": reverse(f"notices:{name}"),
            "label": label,
            "count": count,
            "current": name == current,
        }
        for name, label, count in pages
    ]
