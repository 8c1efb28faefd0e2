"""Who moves what, as rows of a table."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Actor(TextChoices):
    """Who does it; `rules.IS_ACTOR` says who that is."""

    EXPERT = "expert", _("the expert who is asked, or who is to be a member")
    OFFICE = "office", _("the office or enterprise that asks")
    MANAGER = "manager", _("the office that manages the network")
    SYSTEM = "system", _("the calendar")


@dataclass(frozen=True)
class Way:
    """One row of a table. source: None where it begins. column: where the words are kept that
    must be written, empty where none are. tells: who gets a notice.
    """

    act: str
    source: str | None
    target: str
    actor: Actor
    column: str = ""
    tells: Actor | None = None
