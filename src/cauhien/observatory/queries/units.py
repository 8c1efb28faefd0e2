"""What is read of units: which are compared with one another, and what merged into what."""

from django.db.models import Q

from cauhien.core.city import city_name, country_name
from cauhien.observatory.models import Unit, UnitMerger
from cauhien.observatory.states import UnitKind

KIND = "unit"


def units_for(user):
    """Everybody sees all units."""
    return Unit.objects.all()


def units_of(group):
    """Return the countries of a group ("asean", "asia", "oecd"), in the order of their names."""
    countries = Unit.objects.filter(kind=UnitKind.COUNTRY, groups__contains=[group])
    return countries.order_by("sort_key", "id")


def provinces_on(day):
    """Return the provinces that existed on a day: 63 until 30 June 2025, 34 since."""
    return (
        Unit.objects.filter(kind=UnitKind.PROVINCE)
        .filter(Q(valid_from=None) | Q(valid_from__lte=day))
        .filter(Q(valid_to=None) | Q(valid_to__gte=day))
        .order_by("sort_key", "id")
    )


def cities():
    """Return the units that rankings of cities name."""
    named = Q(kind=UnitKind.CITY) | Q(is_city=True)
    return Unit.objects.filter(named).order_by("sort_key", "id")


def made_of(unit):
    """Return the mergers by which a unit was made, each with the unit that ended."""
    return UnitMerger.objects.filter(new=unit).select_related("old").order_by("old__sort_key")


def became(unit):
    """Return the merger by which a unit ended, or None."""
    return UnitMerger.objects.filter(old=unit).select_related("new").first()


def own():
    """Return the country and the city that this installation serves."""
    country = Q(kind=UnitKind.COUNTRY, name_vi=country_name("vi"))
    return Unit.objects.filter(country | _own_city()).order_by("-kind", "id")


def own_units():
    """Return the codes of the country and of the city that this installation serves."""
    return set(own().values_list("code", flat=True))


def own_city():
    """Return the unit of the city that this installation serves, None where none is read in."""
    return Unit.objects.filter(_own_city()).first()


def _own_city():
    return Q(kind=UnitKind.PROVINCE, name_vi=city_name("vi"), valid_to=None)
