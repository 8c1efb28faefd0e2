"""How the rest of the product finds indicators and units."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.observatory.queries import values
from cauhien.observatory.states import Act

name_acts(Act)
register(
    Subject(
        kind=values.KIND,
        label=_("indicator"),
        plural=_("indicators"),
        url_name="observatory:indicator",
        visible_to=values.indicators_for,
        is_open=True,
    )
)
