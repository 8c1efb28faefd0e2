"""Addresses. Each app owns its own; pages link to each other by these names."""

from django.urls import include, path

from cauhien.accounts.views import set_language
from cauhien.api import api, reference

urlpatterns = [
    path("", include("cauhien.front.urls")),
    path("", include("cauhien.demonstration.urls")),
    path("", include("cauhien.organisations.urls")),
    path("", include("cauhien.network.urls")),
    path("", include("cauhien.enterprises.urls")),
    path("", include("cauhien.ecosystem.urls")),
    path("", include("cauhien.facilities.urls")),
    path("", include("cauhien.park.urls")),
    path("", include("cauhien.challenges.urls")),
    path("", include("cauhien.policies.urls")),
    path("", include("cauhien.pilots.urls")),
    path("", include("cauhien.resolution.urls")),
    path("", include("cauhien.observatory.urls")),
    path("", include("cauhien.documents.urls")),
    path("", include("cauhien.matching.urls")),
    path("", include("cauhien.members.urls")),
    path("", include("cauhien.meetings.urls")),
    path("", include("cauhien.review.urls")),
    path("", include("cauhien.ingest.urls")),
    path("", include("cauhien.exchange.urls")),
    path("", include("cauhien.notices.urls")),
    path("", include("cauhien.trail.urls")),
    path("account/", include("cauhien.accounts.urls")),
    path("account/", include("allauth.urls")),
    path("api/", reference, name="api"),
    path("api/v1/", api.urls),
    path("i18n/setlang/", set_language, name="set_language"),
]

handler400 = "cauhien.ui.errors.bad_request"
handler403 = "cauhien.ui.errors.forbidden"
handler404 = "cauhien.ui.errors.not_found"
handler429 = "cauhien.ui.errors.too_many"  # allauth asks for it
handler500 = "cauhien.ui.errors.server_error"
