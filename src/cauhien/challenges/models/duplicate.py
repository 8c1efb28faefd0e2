"""Files that say the same in places as another one, or as what is registered."""

import json
import zlib

from django.db import models

from cauhien.challenges.models.initiative import Initiative, InitiativeVersion
from cauhien.challenges.states.duplicate import DuplicateState
from cauhien.core.codes import random_code


class Comparable(models.Model):
    """What the engine made of a frozen copy, so that each is read once; sealed like the copy."""

    version = models.OneToOneField(
        InitiativeVersion, on_delete=models.CASCADE, related_name="comparable"
    )
    rules = models.CharField(max_length=60)  # of the engine, and the lexicon, it was read by
    content = models.BinaryField()  # compressed JSON: {"wheres": […], "text": of the bridge}

    def __str__(self):
        return str(self.version_id)

    @staticmethod
    def sealed(version, said):
        data = zlib.compress(json.dumps(said, ensure_ascii=False).encode(), level=1)
        return version.initiative.sealed(data, f"comparable:{version.number}")

    def read(self):
        initiative, number = self.version.initiative, self.version.number
        return json.loads(
            zlib.decompress(initiative.unsealed(self.content, f"comparable:{number}"))
        )


class Duplicate(models.Model):
    """Frozen copies of two files are alike in passages; a person decides what that means.

    one: the copy of the file that was received first.
    """

    code = models.CharField(max_length=12, unique=True, default=random_code)
    one = models.ForeignKey(InitiativeVersion, on_delete=models.PROTECT, related_name="like_later")
    other = models.ForeignKey(
        InitiativeVersion, on_delete=models.PROTECT, related_name="like_earlier"
    )
    likeness = models.FloatField()  # share, 0 to 1: of the passage most alike
    # Places, not text, which stays sealed: [{"one": …, "other": …, "likeness": 0.62,
    # "is_translated": …}], each side {"text": "approach"} or {"document": code, "place":
    # ["page", 3]} with "start", "end", "lang" and "marks": [[start, end], …] in characters.
    passages = models.JSONField()
    engine = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=DuplicateState, default=DuplicateState.FLAGGED)
    at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)  # the last day for the teams' answers
    reason = models.TextField(blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="compared_once")]

    def __str__(self):
        return self.code

    @property
    def chain(self):
        """The name of its own chain in the log: in that of a file it would tell of the other."""
        return f"duplicate:{self.code}"

    @property
    def is_translated(self):
        return any(row["is_translated"] for row in self.passages)

    @property
    def files(self):
        return self.one.initiative, self.other.initiative


class DuplicateAnswer(models.Model):
    """What a team says to a passage of its file that stands elsewhere too; sealed like its file."""

    duplicate = models.ForeignKey(Duplicate, on_delete=models.CASCADE, related_name="answers")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    text = models.BinaryField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duplicate", "initiative"], name="answered_once")
        ]

    def __str__(self):
        return f"{self.duplicate_id} {self.initiative_id}"

    def read(self):
        return self.initiative.unsealed_json(self.text, f"answer:{self.duplicate.code}")


class Precedent(models.Model):
    """A registered project or technology that says what passages of a file say: public facts.

    For who screens the file to know. It is no suspicion against anybody: a team may well name
    what it did before.
    """

    version = models.ForeignKey(
        InitiativeVersion, on_delete=models.CASCADE, related_name="precedents"
    )
    kind = models.CharField(max_length=20)  # of core.subjects
    subject_code = models.CharField(max_length=12)
    title = models.TextField()
    likeness = models.FloatField()  # share, 0 to 1: of the passage most alike
    # As of a Duplicate, but of the other side the public text itself: {"text", "lang", "marks"}.
    passages = models.JSONField()
    engine = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "kind", "subject_code"], name="precedent_once"
            )
        ]

    def __str__(self):
        return f"{self.version_id} {self.kind} {self.subject_code}"
