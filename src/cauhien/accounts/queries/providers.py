"""What a provider by which people sign in says of them."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

ORCID = "orcid"


def offers_orcid():
    """Return whether people can sign in by ORCID here."""
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    return bool(providers.get(ORCID, {}).get("APPS"))


def orcids_shown_by(user):
    """Return the ORCID iDs by which a user has signed in at ORCID."""
    found = SocialAccount.objects.filter(user=user.pk, provider=ORCID)
    return list(found.order_by("uid").values_list("uid", flat=True))
