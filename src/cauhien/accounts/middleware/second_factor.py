"""The gates before what is confidential and before what is signed.

    from cauhien.accounts.middleware import second_factor_required, signature_required

    @second_factor_required                  # staff and experts; others pass (a team reads its own)
    def file(request, code): ...

    @second_factor_required(everyone=True)   # whoever comes, with a role or without
    def sheet(request, code): ...

    @second_factor_required(when=is_secret)  # where is_secret(request, code) says so
    def document(request, code): ...

    @signature_required                      # an act that is signed: everyone, and at most
    def sign(request, code): ...             # FRESH ago; reading the page (GET) asks nothing

    @router.get("/files/{code}", auth=SecondFactor())   # the API answers 401 instead of leading on

Each gate signs in first whoever has not, so `login_required` is not needed beside it. It leads to
where a second factor is set up, or to where it is shown again, and from there back to this address.
What was sent by POST is kept meanwhile (encrypted, in the session, for KEPT_FOR) and taken up again
under this address as if it were sent now; so nothing is lost that was written. Uploaded files are
not kept: a page that takes files asks at its door already, `signature_required(at_the_door=True)`.
"""

import json
import time
from base64 import urlsafe_b64encode
from functools import wraps
from hashlib import sha256
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from ninja.security import SessionAuth

from cauhien.accounts import rules
from cauhien.core.codes import random_code

FRESH = 5 * 60  # seconds for which a second factor signs
KEPT_FOR = 30 * 60  # seconds for which a form waits for it
LONGEST_KEPT = 500_000  # characters
KEPT = "second_factor_kept"  # in the session
PARAMETER = "kept"  # in the address


def second_factor_required(view=None, *, everyone=False, when=None):
    """Let in whoever needs no second factor, or has one and has shown it in this session.

    when: takes what the view takes and says whether this page asks at all; None: always.
    """

    def lacks(request, *args, **kwargs):
        is_asked = when is None or when(request, *args, **kwargs)
        return _lacks(request, everyone=everyone) if is_asked else ""

    return _gate(view, lacks)


def signature_required(view=None, *, at_the_door=False):
    """Let an act through that is signed with a second factor shown within the last minutes.

    at_the_door: ask already where the page is only opened (it takes files, which are not kept).
    """

    def lacks(request, *args, **kwargs):
        is_act = at_the_door or request.method not in ("GET", "HEAD", "OPTIONS")
        return _lacks(request, everyone=True, within=FRESH if is_act else None)

    return _gate(view, lacks)


class SecondFactor(SessionAuth):
    """The same gate for a call of the API (`auth=`); it answers 401.

    Whoever sends by the cookie of a session sends the CSRF token too, as everywhere in the API.
    """

    def __init__(self, *, everyone=False):
        super().__init__()
        self.everyone = everyone

    def __call__(self, request):
        return super().__call__(request) if request.user.is_authenticated else None

    def authenticate(self, request, key):
        return None if _lacks(request, everyone=self.everyone) else request.user


def _gate(view, lacks):
    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            _take_up(request)
            if lack := lacks(request, *args, **kwargs):
                return _lead_to(lack, request)
            return view(request, *args, **kwargs)

        return guarded

    return decorate(view) if view else decorate


def _lacks(request, *, everyone, within=None):
    """Return the name of the page on which what is missing is made good; "" where nothing is."""
    user = request.user
    if not user.is_authenticated:
        return "account_login"
    if not everyone and not rules.needs_second_factor(user):
        return ""
    if not rules.has_second_factor(user):
        return "accounts:second_factor"
    return "" if _was_shown(request, within) else "mfa_reauthenticate"


def _was_shown(request, within):
    """Return whether a second factor was shown in this session, within so many seconds."""
    records = get_authentication_records(request, request.user)
    shown = [record["at"] for record in records if record.get("method") == "mfa"]
    return bool(shown) and (within is None or time.time() - max(shown) < within)


def _lead_to(name, request):
    address = request.get_full_path()
    if name == "account_login":
        return redirect_to_login(address)
    if request.method == "POST" and (code := _keep(request)):
        address += f"{'&' if '?' in address else '?'}{PARAMETER}={code}"
    there = f"{reverse(name)}?{urlencode({'next': address})}"
    if request.headers.get("HX-Request"):  # a part of the page was asked for: the whole page goes
        return HttpResponse(status=204, headers={"HX-Redirect": there})
    return HttpResponseRedirect(there)


def _keep(request):
    """Put what was sent into the session; return the code under which it is taken up again."""
    sent = request.POST.copy()
    sent.pop("csrfmiddlewaretoken", None)
    body = sent.urlencode()
    if len(body) > LONGEST_KEPT:
        return ""
    code = random_code(16)
    kept = json.dumps({"code": code, "path": request.path, "body": body})
    request.session[KEPT] = _cipher().encrypt(kept.encode()).decode()
    return code


def _take_up(request):
    """Make the request into the one that was kept, where its address carries the code of one.

    The code is known to this session alone and counts once: nobody else can send the form, and a
    form that was given up is not sent later.
    """
    if request.method != "GET" or not (code := request.GET.get(PARAMETER)):
        return
    kept = _read(request.session.get(KEPT, ""))
    if (kept.get("code"), kept.get("path")) == (code, request.path):
        del request.session[KEPT]
        request.method = "POST"
        request.POST, request._files = QueryDict(kept["body"]), MultiValueDict()


def _read(sealed):
    try:
        return json.loads(_cipher().decrypt(sealed, ttl=KEPT_FOR))
    except InvalidToken:
        return {}


def _cipher():
    return Fernet(urlsafe_b64encode(sha256(f"kept:{settings.SECRET_KEY}".encode()).digest()))
