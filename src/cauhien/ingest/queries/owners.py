"""The offices that a document names as owners, found in the register by whole names."""

from cauhien.core import city
from cauhien.ingest.queries.register import key_of
from cauhien.ingest.readers.tasks import body_of
from cauhien.organisations.models import Office


def offices_named(cells, register):
    """Return {printed: Office or None}; a name may leave out the name of the city.

    register: a `queries.register.Register`. A short form counts where one office alone bears it. A
    group ("các sở") and a body that is no office of the city own nothing here: the page shows them
    as printed.
    """
    offices = {one.organisation_id: one for one in Office.objects.filter(active=True)}
    return {printed: _office(body_of(printed), register, offices) for printed in cells}


def _office(name, register, offices):
    of_the_city = city.city_name("vi")
    for written in (name, f"{name} {of_the_city}", f"{name} TP {of_the_city}"):
        body = register.named(written).organisation
        if body and body.pk in offices:
            return offices[body.pk]
    bearers = {one.pk for one in register.short.get(key_of(name), ())} & offices.keys()
    return offices[bearers.pop()] if len(bearers) == 1 else None
