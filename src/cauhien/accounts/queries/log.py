"""Who acted, as the lines of the log say it."""

from uuid import UUID

from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.core.audit import hands_of


def names_by_uuid(uuids):
    """Return {uuid: name} of the accounts that still exist."""
    return {user.uuid: str(user) for user in User.objects.filter(uuid__in=uuids)}


def who_acted(lines):
    """Return {id of a line of the log: who acted, in words}; "" where the account is gone."""
    uuids = {one for line in lines for one in hands_of(line)}
    names = names_by_uuid(uuids)
    return {line.pk: _said(line, names) for line in lines}


def _said(line, names):
    who, behalf = names.get(line.by, ""), line.detail.get("on_behalf_of")
    if not behalf:
        return who
    parties = {
        "who": who or _("an account that no longer exists"),
        "behalf": names.get(UUID(behalf), _("an account that no longer exists")),
    }
    return _("%(who)s, by delegation of %(behalf)s") % parties
