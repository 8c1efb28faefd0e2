"""Whom the city may ask to judge: how to reach them, how much they take on, when they are away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Expert(models.Model):
    """A person of the network whom the coordinator may ask onto a council."""

    person = models.OneToOneField("network.Person", on_delete=models.PROTECT, related_name="+")
    # Of somebody without an account, and where it was found; invitations go there.
    email = models.EmailField(_("e-mail"), blank=True)
    email_source = models.CharField(_("where the address is from"), max_length=300, blank=True)
    most_seats = models.PositiveSmallIntegerField(_("councils at one time"), default=3)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return str(self.person)

    @property
    def chain(self):
        """The name of this expert's chain in the log."""
        return f"expert:{self.person.code}"


class Absence(models.Model):
    """Days on which an expert cannot judge, the first and the last included."""

    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="absences")
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("to"))

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on")),
                name="absence_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.expert} {self.from_on}"
