"""What cannot be done for an enterprise, and what every act ends with."""

from django.utils.translation import gettext as _

from cauhien.core.audit import record


class CannotDo(Exception):
    """It is not this person's, or not now; `field` names where the reason stands, if anywhere."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


def ask(allowed):
    if not allowed:
        raise CannotDo(_("Only who acts for this organisation does this."))


def log(enterprise, act, by, at, **detail):
    """Write a line that the enterprise and the audit read: who did what, never what was said."""
    record(chain=enterprise.chain, act=act, by=by, at=at, detail=detail)
