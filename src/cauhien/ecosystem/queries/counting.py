"""How much of the ecosystem is listed in the city."""

from cauhien.ecosystem import rules
from cauhien.ecosystem.models import Investment, Startup, SupportBody
from cauhien.ecosystem.queries.entries import BODY, INVESTMENT, STARTUP, standing
from cauhien.ecosystem.states import BodyKind, InvestmentKind
from cauhien.organisations.states import Zone

SINCE = 2016  # from which the published figure counts rounds
BORROWED = (InvestmentKind.GRANT, InvestmentKind.LOAN)  # money, but no round


def in_the_city(year):
    """Return {what is counted: how many are listed as of the city}; none that is over."""
    startups = Startup.objects.filter(rules.visible(STARTUP), zone=Zone.CITY)
    bodies = standing(SupportBody.objects.filter(rules.visible(BODY), zone=Zone.CITY), year)
    bodies = bodies.filter(is_over=False)
    rounds = Investment.objects.filter(
        rules.visible(INVESTMENT), startup__in=startups, on_date__year__gte=SINCE
    ).exclude(kind__in=BORROWED)
    return {
        "startups": startups.count(),
        "incubators": bodies.filter(kind=BodyKind.INCUBATOR).count(),
        "accelerators": bodies.filter(kind=BodyKind.ACCELERATOR).count(),
        "rounds": rounds.count(),
    }
