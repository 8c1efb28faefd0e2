"""How the rest of the product finds laboratories."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.subjects import Subject, register
from cauhien.facilities import queries
from cauhien.organisations.subjects import add_tab

register(
    Subject(
        kind=queries.KIND,
        label=_("laboratory"),
        plural=_("laboratories"),
        url_name="facilities:laboratory",
        visible_to=queries.laboratories_for,
        is_open=True,
    )
)
add_tab("laboratories", _("Laboratories"), lambda *of: queries.laboratories_at(*of).count())
