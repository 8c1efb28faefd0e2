"""Official documents as they were made, and what the register later gave them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.documents.states import FORMS, Audience, Format, Kind


class Document(models.Model):
    """A document about a subject. Its content never changes; a new version replaces it."""

    code = models.CharField(_("code"), max_length=12, unique=True, default=random_code)
    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    subject_kind = models.CharField(max_length=32)  # as in core.subjects
    subject_code = models.CharField(max_length=80)
    chain = models.CharField(max_length=80)  # the log of the subject
    office = models.ForeignKey(
        "organisations.Office", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(_("who may read it"), max_length=8, choices=Audience)
    readers = models.ManyToManyField("accounts.User", blank=True, related_name="+")
    title = models.CharField(_("title"), max_length=400)
    content = models.JSONField()  # a list: the text, then its translations
    sha256 = models.CharField(max_length=64)  # of the content as canonical JSON
    basis_sha256 = models.CharField(max_length=64, blank=True)  # of what it was made from
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_number = models.CharField(_("number and sign"), max_length=60, blank=True)
    recorded_on = models.DateField(_("date of the document"), null=True, blank=True)
    scan = models.ForeignKey(
        "core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["subject_kind", "subject_code"])]

    def __str__(self):
        return self.title

    @property
    def bears_number(self):
        """Whether the register gives documents of this kind a number."""
        return bool(FORMS[Kind(self.kind)].abbreviation)

    @property
    def is_replaced(self):
        return hasattr(self, "replaced_by")


class Rendition(models.Model):
    """A document in one language as one kind of file."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="renditions")
    language = models.CharField(max_length=8)
    format = models.CharField(max_length=4, choices=Format)
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "format"], name="rendition_once"
            )
        ]

    def __str__(self):
        return self.file.name
