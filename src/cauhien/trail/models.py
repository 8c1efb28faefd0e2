"""Anchors: once a day the ends of all chains of the log are held fast under one hash."""

from django.db import models


class Anchor(models.Model):
    """One hash over the end of every chain that grew since the anchor before, and over that.

    It is published, so that whoever has kept it can tell whether the log was written anew.
    """

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    root = models.CharField(max_length=64)  # over its heads in their order, RFC 6962
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.hash[:12]}"


class Head(models.Model):
    """The last line that a chain had when an anchor was taken."""

    anchor = models.ForeignKey(Anchor, on_delete=models.PROTECT, related_name="heads")
    chain = models.CharField(max_length=80)
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["anchor", "chain"]
        constraints = [
            models.UniqueConstraint(fields=["anchor", "chain"], name="head_once_per_anchor")
        ]

    def __str__(self):
        return f"{self.chain} {self.number}"

    def leaf(self):
        """Return what stands for it in the tree of its anchor."""
        return leaf_of(self.chain, self.number, self.hash)


def leaf_of(chain, number, line_hash):
    return f"{chain}\n{number}\n{line_hash}".encode()
