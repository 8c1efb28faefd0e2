from django.urls import path

from cauhien.accounts import views
from cauhien.accounts.middleware import second_factor_required

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("roles/", second_factor_required(everyone=True)(views.roles), name="roles"),
    path(
        "roles/<uuid:account>/<slug:role>/<slug:place>/end/",
        second_factor_required(everyone=True)(views.end_role),
        name="end_role",
    ),
    path(
        "delegations/",
        second_factor_required(everyone=True)(views.delegations),
        name="delegations",
    ),
    path(
        "delegations/<slug:code>/",
        second_factor_required(everyone=True)(views.delegation),
        name="delegation",
    ),
    path(
        "delegations/<slug:code>/recall/",
        second_factor_required(everyone=True)(views.recall),
        name="recall_delegation",
    ),
    path("invitations/<str:token>/", views.invitation, name="invitation"),
    path(
        "invitations/<slug:code>/recall/",
        second_factor_required(everyone=True)(views.recall_invitation),
        name="recall_invitation",
    ),
    path("firm/", views.firm, name="firm"),
    path("firm/<slug:code>/withdraw/", views.withdraw_request, name="withdraw_request"),
    path(
        "firms/",
        second_factor_required(everyone=True)(views.firm_requests),
        name="firm_requests",
    ),
    path(
        "firms/<slug:code>/",
        second_factor_required(everyone=True)(views.firm_request),
        name="firm_request",
    ),
    path("stand-down/", views.stand_down, name="stand_down"),
    path("switch/", views.switch, name="switch"),
    path("second-factor/", views.second_factor, name="second_factor"),
    # These two stand before allauth's own at the same addresses.
    path("2fa/totp/activate/", views.ActivateTOTP.as_view(), name="activate_totp"),
    path("2fa/webauthn/add/", views.AddPasskey.as_view(), name="add_passkey"),
]
