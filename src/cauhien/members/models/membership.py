"""Who is a member of the network, in which group, by whose nomination and for which term."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.members.states import OPEN_MEMBERSHIPS, MembershipState
from cauhien.organisations.states import Topic


class Membership(models.Model):
    """A person is nominated, accepted for a term, and a member until it ends."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    group = models.CharField(_("field group"), max_length=40, choices=Topic)
    research_fields = models.ManyToManyField("network.ResearchField", related_name="+")
    office = models.ForeignKey(  # None: the person themself, or the managing office, nominates
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nominated_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField()
    reason = models.TextField(_("why this person"))
    state = models.CharField(max_length=12, choices=MembershipState)
    standing = models.CharField(_("standing"), max_length=20, blank=True)  # of the city file
    measured = models.JSONField(default=dict)  # by which it was decided: {Measure: number}
    decision = models.TextField(_("reason of the decision"), blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)
    ending = models.TextField(_("why it ended"), blank=True)
    objects: models.Manager = models.Manager()  # named, for the plugin of mypy finds it not here

    class Meta:
        ordering = ["-nominated_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(state__in=OPEN_MEMBERSHIPS),
                name="one_membership_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on"))
                | models.Q(starts_on__isnull=True),
                name="term_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return self.person.shown_name

    @property
    def chain(self):
        return f"membership:{self.code}"
