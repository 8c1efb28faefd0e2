"""What has been given out, so that what is gone can be named to whoever has taken it."""

from django.db import models


class Record(models.Model):
    """One thing that harvesters may take, or could take once.

    Its row stays when the thing is gone or nobody may see it any more; it holds nothing but where
    the thing was.
    """

    kind = models.CharField(max_length=16)  # one of queries.KINDS
    code = models.CharField(max_length=200)
    changed_at = models.DateTimeField()  # to the second: the datestamp
    is_deleted = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="exchange_once")]
        indexes = [models.Index(fields=["changed_at", "id"], name="exchange_by_datestamp")]

    def __str__(self):
        return f"{self.kind} {self.code}"
