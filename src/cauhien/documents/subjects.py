"""How the rest of the product finds documents."""

from django.utils.translation import gettext_lazy as _

from cauhien.core.audit import name_acts
from cauhien.core.subjects import Subject, register
from cauhien.documents import queries
from cauhien.documents.states import Act

register(
    Subject(
        kind=queries.KIND,
        label=_("document"),
        plural=_("documents"),
        url_name="documents:detail",
        visible_to=queries.documents_for,
    )
)
name_acts(Act)
