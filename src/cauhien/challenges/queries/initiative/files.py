"""Which files one user knows of."""

from django.db.models import Prefetch

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
        .select_related(
            "challenge__call__procedure", "challenge__key", "challenge__office__organisation"
        )
        .prefetch_related(Prefetch("members", team))
    )


def own_initiatives(user):
    """Return the files of the teams that this user is in, the newest first."""
    own = Member.objects.filter(user=user, left_at=None).values("initiative")
    found = whole_initiatives_for(user).filter(pk__in=own)
    return found.order_by("-saved_at", "-id")


def own_file(user, challenge):
    """Return the file of a call whose team this user is in, None where there is none.

    One that was taken back is none.
    """
    own = Member.objects.filter(user=user, left_at=None).values("initiative")
    found = Initiative.objects.filter(challenge=challenge, pk__in=own)
    return found.exclude(state=InitiativeState.WITHDRAWN).order_by("-saved_at", "-id").first()


def initiatives_of(challenge, user, part=Part.EXISTENCE):
    """Return the sent files of a call of which this user sees that part, in their order."""
    found = whole_initiatives_for(user, part).filter(challenge=challenge)
    return found.exclude(submitted_at=None).order_by("number", "submitted_at", "id")


def is_open_to(user, code):
    """Return whether a file of another team is open to this user beyond its summary."""
    own = Member.objects.filter(user=user.pk, left_at=None).values("initiative")
    return initiatives_for(user, Part.CONTENT).filter(code=code).exclude(pk__in=own).exists()
