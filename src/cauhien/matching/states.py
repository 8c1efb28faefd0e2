"""States of a run and words for what it found."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RunState(TextChoices):
    WAITING = "waiting", _("waiting")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class Closeness(TextChoices):
    """How much of what was asked the candidate's nearest text says; the engine's words."""

    CLOSE = "close", _("close")
    RELATED = "related", _("related")
    DISTANT = "distant", _("distant")


class Kind(TextChoices):
    """What can be a candidate, in the order of the tabs; the values are kinds of subjects."""

    PERSON = "person", _("Persons")
    ORGANISATION = "organisation", _("Organisations")
    LABORATORY = "laboratory", _("Laboratories and equipment")
    PROJECT = "project", _("Projects")
    TECHNOLOGY = "technology", _("Technologies")
    ENTERPRISE = "enterprise", _("Enterprises")
    WORK = "work", _("Published works")
    CHALLENGE = "challenge", _("Similar problems")


class Verdict(TextChoices):
    FITS = "fits", _("fits")
    DOES_NOT_FIT = "does_not_fit", _("does not fit")


# What one candidate is called; the labels of Kind are those of the tabs.
ONE = {
    Kind.PERSON: _("person"),
    Kind.ORGANISATION: _("organisation"),
    Kind.LABORATORY: _("laboratory"),
    Kind.PROJECT: _("project"),
    Kind.TECHNOLOGY: _("technology"),
    Kind.ENTERPRISE: _("enterprise"),
    Kind.WORK: _("published work"),
    Kind.CHALLENGE: _("problem"),
    "technology_need": _("technology need"),  # asked for by itself, no tab of a run
}
# What a text that speaks for a candidate is called.
PROOFS = ONE | {"expertise": _("declared by the person")}
# A candidate that is itself the text found: close, related, distant.
_ITSELF = (_("Close to this"), _("Related to this"), _("Touches on this"))
# What may be said of whoever holds the text: no more than that kind of text shows. Only a
# project says that something was done.
_CLAIMS = {
    "work": (
        _("Published work close to this"),
        _("Published work related to this"),
        _("Published work that touches on this"),
    ),
    "project": (
        _("Has done a project close to this"),
        _("Has done a project related to this"),
        _("Has done a project that touches on this"),
    ),
    "technology": (
        _("Has a technology close to this"),
        _("Has a technology related to this"),
        _("Has a technology that touches on this"),
    ),
    "laboratory": (
        _("Has a laboratory for what is close to this"),
        _("Has a laboratory for what is related to this"),
        _("Has a laboratory for what touches on this"),
    ),
    "expertise": (
        _("Declares a field close to this, with evidence"),
        _("Declares a field related to this, with evidence"),
        _("Declares a field that touches on this, with evidence"),
    ),
    "organisation": (
        _("States a field of work close to this"),
        _("States a field of work related to this"),
        _("States a field of work that touches on this"),
    ),
}
_STEPS = tuple(Closeness)
_HOLDERS = {Kind.PERSON, Kind.ORGANISATION, Kind.ENTERPRISE}


def claim(kind, closeness, proof):
    """Return the sentence that says how close a candidate is, and by what.

    proof: the kind of the text that speaks most for it.
    """
    step = _STEPS.index(closeness)
    if kind in _HOLDERS and proof in _CLAIMS:
        return _CLAIMS[proof][step]
    return _ITSELF[step]
