"""Who comes in: on which day they act, and in which language they are spoken to."""

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.utils import translation
from django.utils.timezone import localdate

from cauhien.accounts import queries
from cauhien.accounts.states import STANDS_IN

OPEN_TO_ALL = {"account_login", "account_logout", "mfa_reauthenticate"}
PERSONAL = ("account_", "mfa_", "usersessions_", "socialaccount_")
PROVIDERS = {"orcid_login", "openid_connect_login"}
PERSONAL_HERE = {"accounts:second_factor", "accounts:activate_totp", "accounts:add_passkey"}


class PersonMiddleware:
    """Set the day and the delegation on the user, and the account's language over the browser's.

    An account of the demonstration is everybody's: there the browser has the word.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and _is_left_over(request.user):
            logout(request)
        if request.user.is_authenticated:
            request.user.day = localdate()
            _stand_in(request)
            if not request.user.is_demonstration:
                translation.activate(request.user.language)
                request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Keep everybody's account everybody's: nobody gives it a password or another address."""
        name = request.resolver_match.view_name or ""
        is_shared = request.user.is_authenticated and request.user.is_demonstration
        is_personal = name.startswith(PERSONAL) or name in PERSONAL_HERE or _connects(request, name)
        if is_shared and is_personal and name not in OPEN_TO_ALL:
            raise PermissionDenied


def _stand_in(request):
    """Let who chose to act by delegation do so as long as it is in force."""
    if code := request.session.get(STANDS_IN):
        user = request.user
        user.delegation = queries.delegation_to(user, code, user.day)
        if user.delegation is None:
            del request.session[STANDS_IN]


def _connects(request, name):
    """Return whether somebody begins to connect a provider to the account they are signed in to."""
    return name in PROVIDERS and "connect" in (
        request.GET.get("process"),
        request.POST.get("process"),
    )


def _is_left_over(user):
    """Return whether this is an account of a demonstration that is none any more."""
    return user.is_demonstration and not settings.DEMONSTRATION
