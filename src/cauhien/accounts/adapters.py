"""What allauth leaves to us."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.orcid.provider import OrcidAccount, OrcidProvider
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from cauhien.accounts import actions, rules

STAFF_SESSION = timedelta(hours=10)  # a working day, whatever is done meanwhile


class AccountAdapter(DefaultAccountAdapter):
    def new_user(self, request):
        """Return a user who is spoken to in the language of the page they signed up on."""
        user = super().new_user(request)
        user.language = (get_language() or "vi")[:2]
        return user

    def login(self, request, user):
        """Let the session of who works for the city end with the working day."""
        super().login(request, user)
        user.day = localdate()
        if rules.needs_second_factor(user):
            request.session.set_expiry(now() + STAFF_SESSION)

    def get_reauthentication_methods(self, user):
        """Ask who has a second factor for that one; a password is what a thief may have seen."""
        methods = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"].startswith("mfa")] or methods

    def send_mail(self, template_prefix, email, context):
        """Write to an account in its own language, whoever's page the mail comes from."""
        user = context.get("user")
        with override(user.language if user else get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell the owner by mail, and the log, that something of the way in has changed."""
        change = template_prefix.rpartition("/")[2]  # "totp_activated"
        actions.note_change_of_access(user=user, change=change, at=now())
        with override(user.language):
            super().send_notification_mail(template_prefix, user, context, email)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """What is left to us of signing in by a provider elsewhere."""

    def get_app(self, request, provider, client_id=None):
        """Return what a provider gave for this site; its pages are not there where it is none."""
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist:
            raise Http404 from None

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        """Lead back to where somebody began, and say there that nothing has happened."""
        if error == AuthError.CANCELLED:
            said = _("You have not signed in at %(name)s; nothing was changed.")
        else:
            said = _("%(name)s did not answer as it should; nothing was changed. Try again later.")
        messages.error(request, said % {"name": provider.name})
        state = (extra_context or {}).get("state") or {}
        is_connecting = state.get("process") == AuthProcess.CONNECT
        there = (state.get("next") if is_connecting else "") or "account_login"
        raise ImmediateHttpResponse(redirect(there))


class LeftByPage(OAuth2Provider):
    """A provider to which a page of ours leads on.

    A browser that keeps to our policy (form-action) follows the answer to a form to no other site.
    """

    def redirect(self, request, process, next_url=None, data=None, **named):
        answer = super().redirect(request, process, next_url, data, **named)
        return render(request, "accounts/leave.html", {"there": answer.url, "name": self.name})


class OrcidShown(OrcidAccount):
    def to_str(self):
        """Return the iD: of two that one has shown, each is told by it."""
        return self.account.uid


class Orcid(LeftByPage, OrcidProvider):
    package = "allauth.socialaccount.providers.orcid"
    name = "ORCID"
    account_class = OrcidShown


class OpenIDConnect(LeftByPage, OpenIDConnectProvider):
    package = "allauth.socialaccount.providers.openid_connect"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted where they lie: the database alone opens no account."""

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_rp_entity(self):
        return {"id": context.request.get_host().partition(":")[0], "name": "Cầu Hiền"}


def _cipher():
    key = sha256(f"second factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(urlsafe_b64encode(key))
