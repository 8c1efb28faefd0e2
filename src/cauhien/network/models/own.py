"""What people ask about what is said of them, and who says to be whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.network.models.register import Person
from cauhien.network.states import OPEN_CLAIMS, ClaimState, PersonRequestState, RequestKind


class PersonRequest(models.Model):
    """Somebody wants what is said of them put right, objects to a use of it, or wants to leave."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("what the request is for"), max_length=10, choices=RequestKind)
    values = models.JSONField(default=dict)  # of a correction: {"name", "zone", "not_by": [code]}
    text = models.TextField(_("in your words"), blank=True)
    proof = models.TextField(_("how we can check that it is you"), blank=True)
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.EmailField(_("e-mail"), blank=True)  # of who has no account
    language = models.CharField(max_length=8, default="vi")
    confirmed_at = models.DateTimeField(null=True, blank=True)  # the link to the address was used
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=PersonRequestState,
        default=PersonRequestState.WAITING,
    )
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answer = models.TextField(_("answer"), blank=True)
    identity = models.TextField(_("how it was seen who asks"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["state", "due_at"])]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def is_waiting(self):
        return self.state == PersonRequestState.WAITING


class Claim(models.Model):
    """Somebody with an account says that a person of the network is they, and gives proof."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    # Of a further page: the one that is theirs already, under which it is then shown.
    joins = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.EmailField(_("address at your institution"), blank=True)
    note = models.TextField(_("what else an office can check"), blank=True)
    proved_at = models.DateTimeField(null=True, blank=True)  # the link to the address was used
    state = models.CharField(_("state"), max_length=10, choices=ClaimState)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)  # by when an office decides it
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(  # None: the mail or the ORCID iD alone decided
        "accounts.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(state__in=OPEN_CLAIMS, joins=None),
                name="claims_one_person_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["user", "person"],
                condition=models.Q(state__in=OPEN_CLAIMS),
                name="claims_each_person_once",
            ),
        ]

    def __str__(self):
        return str(self.person)

    @property
    def is_waiting(self):
        return self.state == ClaimState.WAITING
