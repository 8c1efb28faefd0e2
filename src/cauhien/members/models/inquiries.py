"""What offices and enterprises ask experts outside any call, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.members.states import AdviceState, InquiryState


class Inquiry(models.Model):
    """What an office or an enterprise asks experts outside any call, and what became of it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    # Who asks; neither: the coordinator.
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    enterprise = models.ForeignKey(
        "enterprises.Enterprise", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("question in one sentence"), max_length=200)
    text = models.TextField(_("what the experts need to know"))
    answer_by_on = models.DateField(_("answer wanted by"))
    state = models.CharField(max_length=12, choices=InquiryState, default=InquiryState.OPEN)
    outcome = models.TextField(_("what became of it"), blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(office=None) | models.Q(enterprise=None),
                name="inquiry_has_one_asker",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def asker(self):
        """The organisation that asks, None where the coordinator does."""
        side = self.office or self.enterprise
        return side and side.organisation

    @property
    def chain(self):
        return f"inquiry:{self.code}"


class Advice(models.Model):
    """One expert is asked; what they answer, and the thanks."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="advice")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=AdviceState, default=AdviceState.ASKED)
    answer = models.TextField(_("answer"), blank=True)  # or why not, and who may know better
    thanks = models.TextField(_("thanks"), blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["inquiry", "person"], name="expert_asked_once")
        ]

    def __str__(self):
        return str(self.inquiry)

    @property
    def chain(self):
        return self.inquiry.chain
