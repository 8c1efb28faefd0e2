"""How the rest of the product finds organisations, and which pages it adds to one of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import IntegerField, Subquery
from django.utils.translation import gettext_lazy as _

from cauhien.core.subjects import Subject, register
from cauhien.organisations.models import Organisation
from cauhien.organisations.queries import KIND, organisations_for

register(
    Subject(
        kind=KIND,
        label=_("organisation"),
        plural=_("organisations"),
        url_name="organisations:detail",
        visible_to=organisations_for,
    )
)


@dataclass(frozen=True)
class Tab:
    """A page about an organisation that an app above owns.

    path: the part of its address after the organisation's own. rows: takes the organisation and
    the user and returns a QuerySet; a tab with nothing behind it is not offered.
    """

    path: str
    label: str
    rows: Callable


_ORDER = (
    "people",
    "works",
    "projects",
    "technologies",
    "laboratories",
    "park-projects",
    "ecosystem",
)
_tabs: list[Tab] = []


def add_tab(path, label, rows):
    _tabs.append(Tab(path, label, rows))
    _tabs.sort(key=lambda tab: _ORDER.index(tab.path))


def tabs_of(organisation, user, current=""):
    """Return the tabs of an organisation, as `{% tabs %}` shows them."""
    home = f"/organisations/{organisation.code}/"
    tabs = [{"url": home, "label": _("Overview"), "current": not current, "count": None}]
    counts = _counted([tab.rows(organisation, user) for tab in _tabs], organisation)
    for tab, count in zip(_tabs, counts, strict=True):
        if count or tab.path == current:
            url = f"{home}{tab.path}/"
            is_current = tab.path == current
            tabs.append({"url": url, "label": tab.label, "current": is_current, "count": count})
    return tabs


def _counted(lists, organisation):
    """Return how many rows each QuerySet has; one query for all."""
    counts = [
        Subquery(
            rows.order_by().values("pk"),
            output_field=IntegerField(),
            template="(SELECT count(*) FROM (%(subquery)s) AS counted)",
        )
        for rows in lists
    ]
    return Organisation.objects.values_list(*counts).get(pk=organisation.pk)
