"""What every page needs to know of the site."""

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cauhien.core.city import city_name
from cauhien.ui.menu import entries_for


def site(request):
    """Return the city's name, whether this is a demonstration, and the sections of the site.

    And what stands at the foot of a printed page: the address and the day.
    """
    return {
        "demonstration": settings.DEMONSTRATION,
        "city": city_name().replace(" ", "\u00a0"),  # a name is not broken between lines
        "printed_from": settings.SITE_URL + request.get_full_path(),
        "printed_on": localdate(),
        "own_entries": lambda: entries_for(request.user),  # asked only where a header shows them
        "sections": [section | {"current": _is_in(request, section)} for section in _sections()],
    }


def _sections():
    # Addresses, not names of views: they belong to apps above this one.
    return [
        {"url": "/challenges/", "label": _("Problems")},
        {"url": "/match/", "label": _("Find who can help")},
        {"url": "/observatory/", "label": _("Indicators")},
        {"url": "/tasks/", "label": _("Tasks")},
        {"url": "/policies/", "label": _("Incentives")},
        {"url": "/ecosystem/", "label": _("Start-ups")},
        {"url": "/search/", "label": _("Search")},
        {"url": "/organisations/", "label": _("Organisations")},
        {"url": "/about/", "label": _("About")},
    ]


def _is_in(request, section):
    return request.path.startswith(section["url"])
