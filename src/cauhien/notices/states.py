"""The kinds of notices that senders register, and how a mail fares."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How a person wants to hear by mail; on the site they always do."""

    DIGEST = "digest", _("once a day, all together")
    IMMEDIATE = "immediate", _("at once, each by itself")
    OFF = "off", _("not by mail")


class Occasion(TextChoices):
    """Why a mail was written."""

    SINGLE = "single", _("a single notice")
    DIGEST = "digest", _("the mail of the morning")


class MailState(TextChoices):
    WAITING = "waiting", _("waits to be sent")
    SENT = "sent", _("sent")
    KEPT = "kept", _("kept here")
    TRYING = "trying", _("failed, is tried again")
    FAILED = "failed", _("failed, given up")
    DROPPED = "dropped", _("not sent: nothing was left to tell")


DONE = (MailState.SENT, MailState.KEPT, MailState.DROPPED, MailState.FAILED)

# What a person chooses a way for like a kind: the reminders of what waits for them.
REMINDERS = "notices.reminders"


class UnknownKind(Exception):
    """A notice of a kind that no app has registered."""


def always(user, notice, at):
    return True


@dataclass(frozen=True)
class Kind:
    """One kind of notice, as the app that sends it registers it in its `subjects.py`.

    name: "challenges.returned"; its words stand in the template challenges/notices/returned.txt.
    label: what it is, for the list of one's choices and of what was sent. urgent: it is mailed at
    once, unless the person chose otherwise. still_concerns: takes (user, notice, at); asked again
    before each mail, so that nobody is told to do what is done. facts: makes of the
    parameters what the template is given, where these are codes that have a name in each language.
    asked_for: it comes only to whoever chose a way for it. in_mail: takes (user, at) and returns
    what the template is given besides in a mail, made as it leaves from what its reader may see.
    """

    name: str
    label: str | Promise
    urgent: bool = False
    still_concerns: Callable = always
    facts: Callable = dict
    asked_for: bool = False
    in_mail: Callable | None = None

    @property
    def template(self):
        app, name = self.name.split(".")
        return f"{app}/notices/{name}.txt"


_kinds: dict[str, Kind] = {}


def register(kind):
    _kinds[kind.name] = kind
    return kind


def kinds():
    """Return all kinds in the order in which they were registered."""
    return tuple(_kinds.values())


def kind_named(name):
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(f"register the kind {name} in the subjects.py of its app") from None


@dataclass(frozen=True)
class Ways:
    """What one person chose. general: where nothing else is said. chosen: {name of a kind: way}."""

    general: str = Way.DIGEST
    chosen: tuple[tuple[str, str], ...] = ()

    def of(self, name):
        """Return the way of a kind of notice, or of the reminders."""
        if way := dict(self.chosen).get(name):
            return way
        if name in _kinds and _kinds[name].asked_for:
            return Way.OFF
        is_urgent = name in _kinds and _kinds[name].urgent
        return Way.IMMEDIATE if is_urgent and self.general != Way.OFF else self.general
