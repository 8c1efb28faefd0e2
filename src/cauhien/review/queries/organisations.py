"""Organisations by the uuid under which the engine knows them."""

from uuid import UUID

from cauhien.organisations.models import Organisation


def kinds_of_organisations(uuids):
    """Return {uuid: kind}; what is no uuid (a name nobody knows) is left out."""
    return {str(uuid): kind for uuid, kind in _known(uuids).values_list("uuid", "kind")}


def names_of_organisations(uuids):
    """Return {uuid: (name in Vietnamese, name in English)}, each the other where it lacks."""
    rows = _known(uuids).values_list("uuid", "name_vi", "name_en")
    return {str(uuid): (vi or en, en or vi) for uuid, vi, en in rows}


def _known(keys):
    return Organisation.objects.filter(uuid__in=[key for key in keys if _is_uuid(key)])


def _is_uuid(key):
    try:
        return bool(UUID(key))
    except ValueError:
        return False
