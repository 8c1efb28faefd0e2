"""Whom the city may ask to judge, and how to reach them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Expert(models.Model):
    """A person of the network whom the coordinator may ask onto a council."""

    person = models.OneToOneField("network.Person", on_delete=models.PROTECT, related_name="+")
    # Of somebody without an account, and where it was found; invitations go there.
    email = models.EmailField(_("e-mail"), blank=True)
    email_source = models.CharField(_("where the address is from"), max_length=300, blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.person)

    @property
    def chain(self):
        """The name of this expert's chain in the log."""
        return f"expert:{self.person.code}"
