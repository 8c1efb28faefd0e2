"""The JSON interface: one description for all, errors as sentences, the same eyes as the pages."""

from django.http import Http404
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from cauhien.challenges.api import router as challenges
from cauhien.ecosystem.api import router as ecosystem
from cauhien.enterprises.api import router as enterprises
from cauhien.facilities.api import router as facilities
from cauhien.front.api import router as front
from cauhien.matching.api import router as matching
from cauhien.members.api import router as members
from cauhien.network.api.people import router as people
from cauhien.network.api.supply import router as supply
from cauhien.network.api.works import router as works
from cauhien.observatory.api.indices import router as indices
from cauhien.observatory.api.units import router as units
from cauhien.observatory.api.values import router as figures
from cauhien.observatory.api.weights import router as weights
from cauhien.organisations.api import router as organisations
from cauhien.park.api import router as park
from cauhien.policies.api import router as policies
from cauhien.resolution.api import router as resolution
from cauhien.review.api import router as review
from cauhien.ui.limits import Limit
from cauhien.ui.refusals import SENTENCES

api = NinjaAPI(
    title="Cầu Hiền",
    version="1",
    description="Problems of the city, and who and what is close to them. Public reads need no"
    " account; whoever is signed in reads what the pages would show them.",
    docs_url=None,  # the usual page of documents takes scripts that our pages refuse
    throttle=Limit("api", "120/m"),
)
for router in (
    front,
    organisations,
    people,
    works,
    supply,
    ecosystem,
    enterprises,
    facilities,
    park,
    challenges,
    policies,
    matching,
    members,
    review,
    figures,
    indices,
    units,
    weights,
    resolution,
):
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


@api.exception_handler(ValidationError)
def not_valid(request, refusal):
    """Say in one sentence what is wrong with each value."""
    wrong = [f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in refusal.errors]
    return _refused(request, 422, "; ".join(wrong))


@api.exception_handler(Http404)
def not_found(request, refusal):
    return _refused(request, 404, SENTENCES[404])


@api.exception_handler(HttpError)
def refused(request, refusal):
    sentence = SENTENCES.get(refusal.status_code, str(refusal))
    answer = _refused(request, refusal.status_code, sentence)
    if isinstance(refusal, Throttled):
        answer["Retry-After"] = str(refusal.wait or 60)
    return answer


def _refused(request, status, sentence):
    return api.create_response(request, {"detail": str(sentence)}, status=status)
