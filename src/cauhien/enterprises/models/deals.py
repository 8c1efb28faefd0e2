"""What becomes of an offer or a need between its enterprise and whoever asks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.enterprises.models.enterprise import Enterprise
from cauhien.enterprises.models.needs import TechnologyNeed
from cauhien.enterprises.models.offers import Offer
from cauhien.enterprises.states import RUNNING, STEPS, Answer, DealAct, DealState


def _either(first, second):
    """Return the condition that exactly one of two relations is set."""
    one = {f"{first}__isnull": False, f"{second}__isnull": True}
    other = {f"{first}__isnull": True, f"{second}__isnull": False}
    return models.Q(**one) | models.Q(**other)


class Deal(models.Model):
    """An offer or a need, and an enterprise or office that asks about it; the two sides' own.

    problem: code of the problem of the city that it is about, if any; that stands in an app above,
    and its pilot with it.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    offer = models.ForeignKey(
        Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="deals"
    )
    need = models.ForeignKey(
        TechnologyNeed, null=True, blank=True, on_delete=models.PROTECT, related_name="deals"
    )
    enterprise = models.ForeignKey(
        Enterprise, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(_("state"), max_length=8, choices=DealState, default=DealState.CONTACT)
    problem = models.CharField(max_length=12, blank=True)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    reason = models.TextField(_("why it ended"), blank=True)
    ended_by_owner = models.BooleanField(null=True)

    class Meta:
        ordering = ["-moved_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=_either("offer", "need"), name="deal_of_one_thing"),
            models.CheckConstraint(
                condition=_either("enterprise", "office"), name="deal_asked_by_one"
            ),
            *(
                models.UniqueConstraint(
                    fields=[thing, side],
                    condition=models.Q(state__in=RUNNING),
                    name=f"{thing}_asked_by_{side}_once",
                )
                for thing in ("offer", "need")
                for side in ("enterprise", "office")
            ),
        ]

    def __str__(self):
        return str(self.thing)

    @property
    def thing(self):
        """The offer or the need."""
        return self.offer or self.need

    @property
    def owner(self):
        """The enterprise whose offer or need it is."""
        return self.thing.enterprise

    @property
    def asker(self):
        return self.enterprise or self.office

    @property
    def chain(self):
        return f"deal:{self.code}"


class DealStep(models.Model):
    """A step that one side proposes and the other agrees to or declines; never altered after.

    on_date: when it was signed or begins. by_owner: whose proposal it is.
    """

    deal = models.ForeignKey(Deal, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=16, choices=DealAct)
    on_date = models.DateField(_("day"), null=True, blank=True)
    note = models.TextField(_("words to the other side"), blank=True)
    by_owner = models.BooleanField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.WAITING)
    reply = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal"],
                condition=models.Q(answer=Answer.WAITING),
                name="one_step_waits_in_a_deal",
            )
        ]

    def __str__(self):
        return f"{self.deal} {self.act}"

    @property
    def says(self):
        """What is proposed, in words."""
        return STEPS[DealAct(self.act)]
