"""Who takes part: an organisation of the register for which somebody acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.enterprises.states import Industry


class Enterprise(models.Model):
    """A firm, university, institute … whose representative (a grant) has registered it here.

    industry: of a firm alone. products: what it makes or does, in its own words; read by nobody
    else, and used to find what fits it.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    organisation = models.OneToOneField(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    industry = models.CharField(_("industry"), max_length=13, choices=Industry, blank=True)
    products = models.TextField(_("what the organisation makes or does"), blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.organisation)

    @property
    def is_illustration(self):
        """Invented for the demonstration: what it shows is in no list, search, export or index."""
        return self.organisation.is_illustration

    @property
    def chain(self):
        return f"enterprise:{self.code}"
