"""Which files one user knows of."""

from django.db.models import Prefetch

from cauhien.accounts.models import User
from cauhien.challenges.models import Initiative, Member
from cauhien.challenges.rules.initiative import seen
from cauhien.challenges.states import InitiativeState, Part

KIND = "initiative"


def initiatives_for(user, part=Part.EXISTENCE):
    """Return the files of which this user sees at least that part."""
    return Initiative.objects.filter(seen(user, part))


def whole_initiatives_for(user, part=Part.EXISTENCE):
    """Return them with all that the page of one shows."""
    team = Member.objects.select_related("user", "organisation", "person").order_by("id")
    return (
        initiatives_for(user, part)
        .select_related("challenge__call__procedure", "challenge__key", "challenge__office")
        .prefetch_related(Prefetch("members", team))
    )


def own_initiatives(user):
    """Return the files of the teams that this user is in, the newest first."""
    own = Member.objects.filter(user=user, left_at=None).values("initiative")
    found = whole_initiatives_for(user).filter(pk__in=own)
    return found.order_by("-saved_at", "-id")


def initiatives_of(challenge, user, part=Part.EXISTENCE):
    """Return the sent files of a call of which this user sees that part, in their order."""
    found = whole_initiatives_for(user, part).filter(challenge=challenge)
    return found.exclude(submitted_at=None).order_by("number", "submitted_at", "id")


def number_known_to(user, challenge):
    """Return how many files of a call this user knows were sent; their own team's too."""
    return initiatives_of(challenge, user).count()


def people_with_files(challenge):
    """Return the accounts in the teams of a call, whose files are not withdrawn."""
    places = Member.objects.filter(initiative__challenge=challenge, left_at=None)
    places = places.exclude(initiative__state=InitiativeState.WITHDRAWN)
    return User.objects.filter(pk__in=places.values("user")).order_by("pk")
