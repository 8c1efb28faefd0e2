"""What cannot be done in a park, and what every act of it begins and ends with."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cauhien.core.audit import record
from cauhien.park import rules
from cauhien.park.models import InvestmentProject


class CannotWrite(Exception):
    """It is not this person's, or it cannot be so; `field` names where the reason stands."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.field = field


def ask(allowed):
    if not allowed:
        raise CannotWrite(_("This is not yours to do, or it was done already."))


def ask_manager(by):
    ask(rules.may_manage(by))


def locked(project):
    rows = InvestmentProject.objects.select_for_update(of=("self",))
    return rows.select_related("park", "investor").get(pk=project.pk)


def log(park, act, by, at, **detail):
    """Append a line to the log of a park; a project is named by its code."""
    said = {name: _plain(value) for name, value in detail.items() if value not in ("", None)}
    record(chain=park.chain, act=act, by=by, at=at, detail=said)


def _plain(value):
    return value if isinstance(value, str | int | bool | list | dict) else str(value)


def made(model, refusal, field, **columns):
    """Create a row; where it would stand there twice, refuse with the sentence at the field."""
    try:
        with transaction.atomic():
            return model.objects.create(**columns)
    except IntegrityError:
        raise CannotWrite(refusal, field) from None
