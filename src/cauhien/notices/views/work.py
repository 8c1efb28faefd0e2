"""My work: everything that waits for one person, by when, and what happens if it is left."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cauhien.core.items import items_for
from cauhien.notices.queries import waiting_count
from cauhien.notices.views.tabs import tabs


@login_required
def work(request):
    """List what waits for one, in four heaps: late, this week, later, without a date."""
    at = now()
    items = items_for(request.user, at)
    page = {
        "heaps": [heap for heap in _heaps(items, at) if heap["items"]],
        "tabs": tabs(request, "work"),
    }
    return render(request, "notices/work.html", page)


@never_cache
def count(request):
    """Answer the header of every page: how many things wait."""
    return render(request, "notices/count.html", {"count": waiting_count(request.user, now())})


def _heaps(items, at):
    dated = [item for item in items if item.due]
    coming = [item for item in dated if not item.is_overdue(at)]
    return [
        {"title": _("Late"), "tone": "bad", "items": [one for one in dated if one.is_overdue(at)]},
        {
            "title": _("Due within seven days"),
            "tone": "warn",
            "items": [one for one in coming if one.is_soon(at)],
        },
        {"title": _("Later"), "tone": "", "items": [one for one in coming if not one.is_soon(at)]},
        {"title": _("Without a date"), "tone": "", "items": [one for one in items if not one.due]},
    ]
