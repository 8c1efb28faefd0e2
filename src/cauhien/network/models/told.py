"""Who was told what is held about them, and what persons told before a source did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.network.models.register import Person, Work
from cauhien.network.states import JoinGround, NoticeWay


class PersonNotice(models.Model):
    """A person was told, once: by a mail to an address that is public, or by the public notice."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    way = models.CharField(max_length=4, choices=NoticeWay)
    organisation = models.ForeignKey(  # whose public address it was
        "organisations.Organisation", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    address = models.EmailField(_("public address"), blank=True)
    found_at = models.URLField(_("where the address stands"), blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-told_at", "-id"]

    def __str__(self):
        return str(self.person)


class WorkJoin(models.Model):
    """A work that persons told first and a source gave later; `undone_at` takes it back.

    told: what they told, {"key", "sha256", "columns", "lines": [[name as printed, code or ""]]}.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="joins")
    source_key = models.CharField(max_length=200, db_index=True)
    told = models.JSONField()
    people = models.JSONField(default=list)  # the codes of who told it
    ground = models.CharField(max_length=5, choices=JoinGround)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.source_key
