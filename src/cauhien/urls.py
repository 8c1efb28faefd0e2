"""Addresses. Each app owns its own; pages link to each other by these names."""

from django.urls import include, path

urlpatterns = [
    path("", include("cauhien.front.urls")),
    path("", include("cauhien.organisations.urls")),
    path("", include("cauhien.network.urls")),
    path("", include("cauhien.facilities.urls")),
    path("", include("cauhien.challenges.urls")),
    path("", include("cauhien.matching.urls")),
    path("", include("cauhien.ingest.urls")),
    path("account/", include("cauhien.accounts.urls")),
    path("account/", include("allauth.account.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]

handler400 = "cauhien.ui.errors.bad_request"
handler403 = "cauhien.ui.errors.forbidden"
handler404 = "cauhien.ui.errors.not_found"
handler500 = "cauhien.ui.errors.server_error"
