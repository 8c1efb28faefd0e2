"""People who log in, and what they may do where and until when."""

import uuid
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.states import InvitationState, RequestState, Role, demonstration_label
from cauhien.core.codes import random_code
from cauhien.organisations.states import OrganisationKind


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """An account. What it may do comes from its grants alone; there is no superuser."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, default="vi")
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    objects = UserManager()

    # The day on which this person acts. No column: the entrance (middleware, task) sets it, and
    # the rules read it, so that a grant counts on the days it was given for and on no other.
    day: date | None = None
    # The delegation under which this person acts now, set where the day is set. No grant of their
    # own counts meanwhile, and every line of the log says on whose behalf they act.
    delegation: "Delegation | None" = None

    def __str__(self):
        if part := self._part:
            return gettext("%(part)s (demonstration)") % {"part": part}
        return self.name or self.email

    @property
    def shown_name(self):
        """The name, of an account of the demonstration its part alone."""
        return self._part or str(self)

    @property
    def _part(self):
        """What an account of the demonstration is there for, in the language being spoken."""
        if not self.is_demonstration:
            return ""
        return str(capfirst(demonstration_label(self.email)))

    @property
    def bodies(self):
        """The organisations in which a role is held, of the grants as they were read."""
        return [grant.body for grant in self.grants.all() if grant.body]

    @property
    def on_behalf_of(self):
        return self.delegation.grant.user if self.delegation else None


class Grant(models.Model):
    """A person holds a role in an office, for a firm or in the whole city between two dates."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(  # the firm that a representative acts for
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    may_delegate_signing = models.BooleanField(_("may delegate signing"), default=False)

    class Meta:
        indexes = [models.Index(fields=["role", "office"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.role}"

    @property
    def body(self):
        """The organisation in which the role is held; None for the whole city."""
        return self.office.organisation if self.office else self.organisation

    @property
    def place(self):
        """Where the role is held, as an address names it."""
        found = self.office or self.organisation
        return found.code if found else "city"

    def is_valid(self, on):
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)


class Delegation(models.Model):
    """The holder of a grant lets somebody of the same office act for them between two days."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="delegations")
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    signs = models.BooleanField(_("signing too"), default=False)
    basis = models.CharField(_("written proxy"), max_length=120, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    given_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)
    recalled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="delegation_ends_after_it_starts",
            )
        ]

    def __str__(self):
        return f"{self.grant} → {self.to}"

    def is_valid(self, on):
        """Return whether it is in force on a day: it ends with the grant that it rests on."""
        in_time = self.recalled_at is None and self.starts_on <= on <= self.ends_on
        return in_time and self.grant.is_valid(on) and self.grant.user.is_active

    @property
    def carries_signature(self):
        return self.signs and self.grant.may_delegate_signing


class Invitation(models.Model):
    """Somebody without an account is offered a role by mail; who opens the link takes it."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    address = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=8)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    may_delegate_signing = models.BooleanField(default=False)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    grant = models.OneToOneField(
        Grant, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["address"])]

    def __str__(self):
        return f"{self.role} {self.code}"

    def state(self, at):
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.recalled_at:
            return InvitationState.RECALLED
        return InvitationState.EXPIRED if self.expires_at <= at else InvitationState.OPEN


class FirmRequest(models.Model):
    """Somebody asks to act for a firm or another organisation, named by its tax code."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    tax_code = models.CharField(_("tax code"), max_length=14)
    name = models.CharField(_("name of the organisation"), max_length=300)
    ror = models.CharField("ROR", max_length=40, blank=True)
    kind = models.CharField(
        _("kind"), max_length=16, choices=OrganisationKind, default=OrganisationKind.COMPANY
    )
    position = models.CharField(_("position there"), max_length=120)
    note = models.TextField(_("note"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=RequestState, default=RequestState.WAITING
    )
    asked_at = models.DateTimeField()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "tax_code"],
                condition=models.Q(state=RequestState.WAITING),
                name="firm_asked_for_once",
            )
        ]

    def __str__(self):
        return f"{self.name} ({self.tax_code})"
