"""Who of those known from open data alone was told what is held about them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.network.models.register import Person
from cauhien.network.states import NoticeWay


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
