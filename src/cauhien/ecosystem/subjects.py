"""How the rest of the product finds start-ups and who helps them."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.subjects import Subject, register
from cauhien.ecosystem import queries

register(
    Subject(
        kind=queries.STARTUP,
        label=_("start-up"),
        plural=_("start-ups"),
        url_name="ecosystem:startup",
        visible_to=queries.startups_for,
    )
)
register(
    Subject(
        kind=queries.BODY,
        label=_("support body for start-ups"),
        plural=_("support bodies for start-ups"),
        url_name="ecosystem:body",
        visible_to=queries.bodies_for,
    )
)
