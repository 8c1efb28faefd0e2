"""What a member has taken away as proof of what they did."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cauhien.core.codes import random_code
from cauhien.core.hashing import hash_of


def certificate_number():
    return random_code(12)


class Certificate(models.Model):
    """A record of contribution as it stood on a day; whoever has its number may check it."""

    number = models.CharField(
        _("Number of the certificate"), max_length=12, unique=True, default=certificate_number
    )
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    content = models.JSONField()  # queries.content_of; {} once the person has left
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return self.number

    @property
    def is_as_made(self):
        return hash_of(self.content) == self.sha256
