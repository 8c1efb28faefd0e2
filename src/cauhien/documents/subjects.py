"""How the rest of the product finds documents."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.subjects import Subject, register
from cauhien.documents import queries

register(
    Subject(
        kind=queries.KIND,
        label=_("document"),
        plural=_("documents"),
        url_name="documents:detail",
        visible_to=queries.documents_for,
    )
)
