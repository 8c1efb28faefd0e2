"""Who acted, as the lines of the log say it."""

from uuid import UUID

from django.db.models import Exists, Q
from django.utils.translation import gettext as _

from cauhien.accounts.models import User
from cauhien.accounts.queries.grants import valid_grants
from cauhien.core.audit import hands_of
from cauhien.organisations.models import Office


def names_by_uuid(uuids):
    """Return {uuid: name} of the accounts that still exist."""
    return {user.uuid: str(user) for user in User.objects.filter(uuid__in=uuids)}


def who_acted(lines):
    """Return {id of a line of the log: who acted, in words}; "" where the account is gone."""
    uuids = {one for line in lines for one in hands_of(line)}
    names = names_by_uuid(uuids)
    return {line.pk: _said(line, names) for line in lines}


def office_of(uuid, role, on):
    """Return the office in which an account held a role on a day, None where it held none.

    A role held in the whole city is one of the office that coordinates.
    """
    grants = valid_grants(on).filter(user__uuid=uuid, role=role)
    named = Q(pk__in=grants.exclude(office=None).values("office"))
    whole = Q(Exists(grants.filter(office=None)), coordinates=True, active=True)
    return (
        Office.objects.select_related("organisation").filter(named | whole).order_by("id").first()
    )


def _said(line, names):
    who, behalf = names.get(line.by, ""), line.detail.get("on_behalf_of")
    if not behalf:
        return who
    parties = {
        "who": who or _("an account that no longer exists"),
        "behalf": names.get(UUID(behalf), _("an account that no longer exists")),
    }
    return _("%(who)s, by delegation of %(behalf)s") % parties
