"""What teams send: drafts, teams, documents, frozen copies, and who may see which of it.

What a team writes is kept sealed only (core.sealing), drafts too; the columns of the title and
the summary are filled when a file is opened. See docs/explanation/sealing.md.
"""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.accounts.states import Role
from cauhien.challenges.models.call import EligibilityItem
from cauhien.challenges.models.problem import Challenge
from cauhien.challenges.states.initiative import (
    EVERYBODY,
    AccessBasis,
    AttachmentPart,
    InitiativeState,
    MemberRole,
    Part,
    RefusalReason,
    RequestKind,
    RequestState,
)
from cauhien.core import files
from cauhien.core.codes import random_code
from cauhien.core.sealing import seal, unseal, unwrapped_key


def receipt_code():
    return random_code(12)


class CallKey(models.Model):
    """The key of a call, wrapped by the master key, under which its files are sealed."""

    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="key")
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self):
        return f"key of {self.challenge}"

    def key(self):
        return unwrapped_key(self.wrapped, self.challenge.chain)


class Initiative(models.Model):
    """What a team sends in answer to a call."""

    code = models.CharField(_("code"), max_length=12, unique=True, default=random_code)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="initiatives")
    state = models.CharField(
        _("state"), max_length=16, choices=InitiativeState, default=InitiativeState.DRAFT
    )
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # given at opening
    title_vi = models.CharField(_("title"), max_length=300, blank=True)  # as of opening
    title_en = models.CharField(max_length=300, blank=True)
    summary_vi = models.TextField(_("public summary"), blank=True)
    summary_en = models.TextField(blank=True)
    draft = models.BinaryField(default=b"")  # sealed; {name: value} of states.WRITTEN_TEXTS
    is_shown_if_refused = models.BooleanField(default=False)  # the team agrees to its title
    reason_code = models.CharField(max_length=20, choices=RefusalReason, blank=True)
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)  # of a decision that was written in English too
    fix_due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)  # as of the draft of a problem
    saved_in = models.CharField(max_length=12, blank=True)

    class Meta:
        indexes = [models.Index(fields=["challenge", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "number"], name="initiative_number_once")
        ]

    def __str__(self):
        return self.title_vi or self.code

    @property
    def chain(self):
        """The name of this file's own chain in the log: one of the case would tell how many."""
        return f"initiative:{self.code}"

    def written(self):
        """Return {name: value} of the draft, unsealed."""
        return self.unsealed_json(self.draft, "draft") if self.draft else {}

    def unsealed(self, sealed, what):
        return unseal(self.challenge.key.key(), sealed, f"{self.chain}:{what}")

    def sealed(self, data, what):
        return seal(self.challenge.key.key(), data, f"{self.chain}:{what}")

    def unsealed_json(self, sealed, what):
        return json.loads(self.unsealed(sealed, what))

    def sealed_json(self, value, what):
        return self.sealed(json.dumps(value, ensure_ascii=False).encode(), what)


class Member(models.Model):
    """A person of a team, invited by mail; with an account once they have agreed."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=200)
    person = models.ForeignKey(
        "network.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    organisation_text = models.CharField(_("organisation"), max_length=300, blank=True)
    role = models.CharField(max_length=4, choices=MemberRole)
    # What a later search for conflicts of interest rests on.
    employers = models.JSONField(default=list)  # ["Trường Đại học …"], of the last three years
    related_persons = models.JSONField(default=list)  # ["Nguyễn Văn An, anh ruột, Sở …"]
    invited_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "email"],
                condition=models.Q(left_at=None),
                name="member_of_a_team_once",
            )
        ]

    def __str__(self):
        return self.name or self.email


class Attachment(models.Model):
    """A document of a file, sealed; what it is called is sealed too."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="attachments")
    part = models.CharField(max_length=12, choices=AttachmentPart)
    item = models.ForeignKey(  # the line of the checklist that it answers
        EligibilityItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    stored = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=4)  # core.filetypes.Kind
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)  # of the cleaned file, unsealed
    sealed_about = models.BinaryField()  # {"name": …, "places": [[[kind, number], text]]}
    scan = models.CharField(max_length=8)  # core.scanning.Scan
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)  # frozen copies still name it

    def __str__(self):
        return self.code

    def about(self):
        return self.initiative.unsealed_json(self.sealed_about, f"about:{self.code}")

    def data(self):
        """Return the bytes of the document, unsealed."""
        sealed = files.path_of(self.stored.sha256).read_bytes()
        return self.initiative.unsealed(sealed, f"attachment:{self.code}")


class InitiativeVersion(models.Model):
    """A frozen copy: what was sent never changes."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.BinaryField()  # sealed: texts, members, documents with their hashes
    sha256 = models.CharField(max_length=64)  # of the content as canonical JSON, unsealed
    call_version = models.PositiveSmallIntegerField(default=0)  # the call it answers
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "number"], name="version_number_once")
        ]

    def __str__(self):
        return f"{self.initiative_id} {self.number}"

    def read(self):
        return self.initiative.unsealed_json(self.content, f"version:{self.number}")


class Arrival(models.Model):
    """A file reached the server; written down before any lock is waited for."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="arrivals")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)  # taken in, or refused

    def __str__(self):
        return f"{self.initiative_id} {self.at}"


class Receipt(models.Model):
    """What a team holds in its hands: that this was received, and when."""

    code = models.CharField(max_length=16, unique=True, default=receipt_code)
    version = models.OneToOneField(
        InitiativeVersion, on_delete=models.PROTECT, related_name="receipt"
    )
    received_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    line_number = models.PositiveIntegerField()  # its place in the log of the file
    line_hash = models.CharField(max_length=64)

    def __str__(self):
        return self.code


class Opening(models.Model):
    """The files of a call are opened by two different people."""

    challenge = models.OneToOneField(Challenge, on_delete=models.PROTECT, related_name="opening")
    first_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    first_role = models.CharField(max_length=20, choices=Role)
    first_at = models.DateTimeField()
    second_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    second_role = models.CharField(max_length=20, choices=Role, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    minutes = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)  # of the minutes as canonical JSON

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_by=None) | ~models.Q(second_by=models.F("first_by")),
                name="opened_by_two_different_people",
            )
        ]

    def __str__(self):
        return f"opening of {self.challenge}"

    @property
    def is_done(self):
        return self.second_at is not None


class FileAccess(models.Model):
    """Somebody may see a part of a file, from one moment to another.

    The only ground on which any list, number, page or download shows something of a file.
    One user, or everybody who holds a role (`states.EVERYBODY`: the public). `is_bar`: a user
    who must not see it, whatever else says so.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="accesses")
    user = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    part = models.CharField(max_length=12, choices=Part)
    blind = models.BooleanField(default=False)  # without saying whose file it is
    basis = models.CharField(max_length=12, choices=AccessBasis)
    is_bar = models.BooleanField(default=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True)  # "seat k7d2mq9x", for the log

    class Meta:
        indexes = [
            models.Index(fields=["user", "initiative"]),
            models.Index(fields=["initiative", "role"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None) ^ models.Q(role=""),
                name="access_of_a_user_or_of_a_role",
            ),
            models.CheckConstraint(
                condition=models.Q(is_bar=False) | models.Q(user__isnull=False),
                name="only_a_user_is_barred",
            ),
        ]

    def __str__(self):
        return f"{self.user_id or self.role} {self.part} {self.initiative_id}"

    @property
    def is_public(self):
        return self.role == EVERYBODY


class Reading(models.Model):
    """Somebody outside the team accepted to keep a confidential part secret, and opened it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="readings")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=12, blank=True)  # code of a document; "": the text
    at = models.DateTimeField()

    def __str__(self):
        return f"{self.user_id} {self.initiative_id} {self.at}"


class Request(models.Model):
    """A team asks to change after it has sent its file; the coordinator answers."""

    code = models.CharField(max_length=12, unique=True, default=random_code)
    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="requests")
    kind = models.CharField(max_length=14, choices=RequestKind)
    detail = models.JSONField(default=dict)  # {"member": code} or {"name", "email", "role"}
    reason = models.TextField()
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.WAITING)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    def __str__(self):
        return f"{self.kind} {self.initiative_id}"


class Check(models.Model):
    """One line of the checklist, judged for one file."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="checks")
    item = models.ForeignKey(EligibilityItem, on_delete=models.PROTECT, related_name="+")
    is_met = models.BooleanField()
    note = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "item"], name="checked_once")]

    def __str__(self):
        return f"{self.initiative_id} {self.item_id}"
