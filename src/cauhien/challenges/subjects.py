"""How the rest of the product finds problems and asks who may see them."""

from django.utils.translation import gettext_lazy as _

from cauhien.challenges.queries import KIND, challenges_for
from cauhien.core.subjects import Subject, register

register(
    Subject(
        kind=KIND,
        label=_("problem"),
        plural=_("problems"),
        url_name="challenges:detail",
        visible_to=challenges_for,
    )
)
