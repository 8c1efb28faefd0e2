"""Councils and their seats."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.review.states import ACTIVE_SEATS, CouncilKind, CouncilState, SeatRole, SeatState


class Council(models.Model):
    """Those who judge the files of one call, formed under the rules of its procedure."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    challenge = models.ForeignKey(
        "challenges.Challenge", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=CouncilKind, default=CouncilKind.SELECTION)
    state = models.CharField(max_length=12, choices=CouncilState, default=CouncilState.PROPOSED)
    # What was asked, and with what it was answered, so that the choice can be put again.
    # People stand in it by their uuid.
    roles = models.JSONField(default=dict)  # role -> how many seats
    quotas = models.JSONField(default=list)  # [{id, kind, name, people, least, most}]
    candidates = models.JSONField(default=list)  # [{person, fit, rank, out, until, barred}]
    rules_code = models.CharField(max_length=20, blank=True)  # record of council rules
    seed = models.PositiveIntegerField(default=0)
    engine_version = models.CharField(max_length=40)
    input_sha256 = models.CharField(max_length=64)
    is_optimal = models.BooleanField(default=False)
    proved_at = models.DateTimeField(null=True, blank=True)  # the long search ended
    total = models.FloatField(default=0)
    bound = models.FloatField(default=0)
    review_by_on = models.DateField(_("reviews due"), null=True, blank=True)
    formed_at = models.DateTimeField()
    formed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "kind"],
                condition=~models.Q(state=CouncilState.DISSOLVED),
                name="one_council_of_a_kind",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.code}"

    @property
    def chain(self):
        """The name of this council's chain in the log: that of the case is read by the office."""
        return f"council:{self.code}"

    def url(self, page="council"):
        """Return the address of a page of the work of this council, by its name."""
        return reverse(f"review:{page}", kwargs={"code": self.challenge.code, "kind": self.kind})

    @property
    def gap(self):
        """By what share of its worth another council could be better, as far as is known."""
        return (self.bound - self.total) / self.total if self.total else 0.0


class Seat(models.Model):
    """One place on a council, or beside it: whose, why, and who would follow."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    council = models.ForeignKey(Council, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(max_length=24, choices=SeatRole)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    # The account that acts for the person; known once the invitation is answered.
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField(_("e-mail"), blank=True)  # whom the office invites by its own address
    state = models.CharField(max_length=12, choices=SeatState, default=SeatState.PROPOSED)
    fit = models.FloatField(default=0)
    place = models.PositiveIntegerField(default=1)  # place among those allowed in the role …
    of = models.PositiveIntegerField(default=1)  # … of so many
    evidence = models.JSONField(default=list)  # why: works, as the match told them
    next_best = models.ForeignKey(
        "network.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why_not_next = models.JSONField(default=list)  # ids of the quotas that the next would break
    stand_in = models.ForeignKey(
        "network.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by"
    )
    # Of an outside reviewer; members read all, or as the files are shared out.
    files = models.ManyToManyField("challenges.Initiative", related_name="+", blank=True)
    # As the invitation says them: whoever follows has days of their own to answer.
    fee_vnd = models.PositiveIntegerField(_("fee of a member"), null=True, blank=True)
    answer_by_on = models.DateField(_("answer by"), null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Told to the coordinator and the chair, never to the other members or to a team.
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["council", "person"],
                condition=models.Q(state__in=ACTIVE_SEATS),
                name="one_seat_for_a_person",
            ),
            # So that nobody from outside ever counts as sitting, whatever is done.
            models.CheckConstraint(
                condition=models.Q(role=SeatRole.OUTSIDE) & ~models.Q(state=SeatState.SITTING)
                | ~models.Q(role=SeatRole.OUTSIDE) & ~models.Q(state=SeatState.READING),
                name="members_sit_and_outside_reviewers_read",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"

    @property
    def is_outside(self):
        return self.role == SeatRole.OUTSIDE

    @property
    def kept_as(self):
        """The role whose rules of conflict the holder keeps: from outside, a reviewing member's."""
        return SeatRole.REVIEWER if self.is_outside else self.role
