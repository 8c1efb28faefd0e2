from django.urls import path

from cauhien.members.views import contributions, inquiries, membership

app_name = "members"
urlpatterns = [
    path("ask/", inquiries.inquiries, name="inquiries"),
    path("ask/experts/", inquiries.experts, name="experts"),
    path("ask/new/", inquiries.new, name="new"),
    path("enterprises/<slug:code>/ask/", inquiries.new_for, name="new-for"),
    path("ask/<slug:code>/", inquiries.inquiry, name="inquiry"),
    path("ask/<slug:code>/<slug:step>/", inquiries.inquiry_act, name="inquiry_act"),
    path("advice/<slug:code>/", inquiries.advice, name="advice"),
    path("advice/<slug:code>/<slug:step>/", inquiries.advice_act, name="advice_act"),
    path("members/", membership.members, name="members"),
    path("members/rules/", membership.rules_of_standing, name="standings"),
    path("members/nominations/", membership.nominations, name="nominations"),
    path("members/nominations/<slug:code>/", membership.membership, name="membership"),
    path("members/nominations/<slug:code>/<slug:step>/", membership.act, name="membership_act"),
    path("members/certificates/", contributions.check, name="certificate"),
    path("people/<slug:code>/contributions/", contributions.contributions, name="contributions"),
    path("people/<slug:code>/contributions/certify/", contributions.certify, name="certify"),
    path(
        "people/<slug:code>/contributions/<slug:number>.pdf",
        contributions.printed,
        name="certificate-pdf",
    ),
    path(
        "people/<slug:code>/contributions/<slug:number>.json",
        contributions.orcid,
        name="certificate-orcid",
    ),
    path("people/<slug:code>/nominate/", membership.nominate, name="nominate"),
]
