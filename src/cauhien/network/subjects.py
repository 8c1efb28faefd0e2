"""How the rest of the product finds people, works, projects and technologies."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.network import queries
from cauhien.network.states import PersonAct
from cauhien.organisations.subjects import add_tab

register(Subject("person", _("person"), _("people"), "network:person", queries.people_for))
register(Subject("work", _("work"), _("works"), "network:work", queries.works_for, is_open=True))
register(
    Subject(
        kind="project",
        label=_("project"),
        plural=_("projects"),
        url_name="network:project",
        visible_to=queries.projects_for,
        is_open=True,
    )
)
register(
    Subject(
        kind="technology",
        label=_("technology"),
        plural=_("technologies"),
        url_name="network:technology",
        visible_to=queries.technologies_for,
        is_open=True,
    )
)

name_acts(PersonAct)
add_tab("people", _("People"), lambda *of: queries.involvements_at(*of).count())
add_tab("works", _("Works"), lambda *of: queries.works_at(*of).count())
add_tab("projects", _("Projects"), lambda *of: queries.projects_at(*of).count())
add_tab(
    "technologies",
    _("Technologies"),
    lambda *of: queries.technologies_at(*of).count(),
)
