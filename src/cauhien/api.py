"""The JSON interface: one description for all, errors as sentences, the same eyes as the pages."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from ninja.throttling import UserRateThrottle

from cauhien.challenges.api import router as challenges
from cauhien.facilities.api import router as facilities
from cauhien.front.api import router as front
from cauhien.matching.api import router as matching
from cauhien.network.api.people import router as people
from cauhien.network.api.supply import router as supply
from cauhien.network.api.works import router as works
from cauhien.organisations.api import router as organisations

api = NinjaAPI(
    title="Cầu Hiền",
    version="1",
    description="Problems of the city, and who and what is close to them. Public reads need no"
    " account; whoever is signed in reads what the pages would show them.",
    docs_url=None,  # the usual page of documents takes scripts that our pages refuse
    throttle=UserRateThrottle("120/m"),
)
for router in (front, organisations, people, works, supply, facilities, challenges, matching):
    api.add_router("", router)


def reference(request):
    """Show what the interface offers, from its own description."""
    described = api.get_openapi_schema()
    calls = [
        call | {"method": method.upper(), "path": path}
        for path, methods in described["paths"].items()
        for method, call in methods.items()
    ]
    return render(request, "ui/api.html", {"about": described["info"], "calls": calls})


@api.exception_handler(AuthenticationError)
def not_signed_in(request, refusal):
    return _refused(request, 401, _("Sign in on the site first; this needs your session."))


@api.exception_handler(Throttled)
def too_many(request, refusal):
    answer = _refused(request, 429, _("Too many requests at once. Please wait a minute."))
    answer["Retry-After"] = str(refusal.wait or 60)
    return answer


@api.exception_handler(Http404)
def not_found(request, refusal):
    return _refused(request, 404, _("There is nothing at this address that you may see."))


@api.exception_handler(ValidationError)
def not_valid(request, refusal):
    """Say in one sentence what is wrong with each value."""
    wrong = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in refusal.errors]
    return _refused(request, 422, "; ".join(wrong))


@api.exception_handler(HttpError)
def refused(request, refusal):
    say = {403: _("The secret of the form (CSRF) is missing or old."), 400: _("No valid JSON.")}
    return _refused(request, refusal.status_code, say.get(refusal.status_code, str(refusal)))


def _refused(request, status, detail):
    return api.create_response(request, {"detail": detail}, status=status)
