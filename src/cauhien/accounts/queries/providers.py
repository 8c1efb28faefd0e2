"""What a provider by which people sign in says of them."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

ORCID = "orcid"


def offers_orcid():
    """Return whether people can sign in by ORCID here."""
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    return bool(providers.get(ORCID, {}).get("APPS"))


def orcid_shown_by(user):
    """Return the ORCID iD by which a user has signed in at ORCID; "" where there is none."""
    found = SocialAccount.objects.filter(user=user.pk, provider=ORCID)
    return found.values_list("uid", flat=True).first() or ""
