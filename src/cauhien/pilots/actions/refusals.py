"""What cannot be done with a pilot, and what every act begins with."""

from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.pilots.models import Pilot


class CannotDo(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


class SavedElsewhere(CannotDo):
    """Somebody else saved the plan in the meantime."""


def locked(pilot):
    found = Pilot.objects.select_for_update(of=("self",)).select_related(
        "challenge__office__organisation", "initiative"
    )
    return found.get(pk=pilot.pk)


def ask(allowed):
    if not allowed:
        raise CannotDo(_("This step is not yours, or the pilot is no longer where it was."))


def log(pilot, act, by, at, *, public=False, **detail):
    record(
        chain=pilot.challenge.chain,
        act=act,
        by=by,
        at=at,
        public=public,
        detail={name: value for name, value in detail.items() if value not in ("", None)},
    )
