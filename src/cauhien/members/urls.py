from django.urls import path

from cauhien.members.views import inquiries, membership

app_name = "members"
urlpatterns = [
    path("ask/", inquiries.inquiries, name="inquiries"),
    path("ask/experts/", inquiries.experts, name="experts"),
    path("ask/new/", inquiries.new, name="new"),
    path("ask/<slug:code>/", inquiries.inquiry, name="inquiry"),
    path("ask/<slug:code>/<slug:step>/", inquiries.inquiry_act, name="inquiry_act"),
    path("advice/<slug:code>/", inquiries.advice, name="advice"),
    path("advice/<slug:code>/<slug:step>/", inquiries.advice_act, name="advice_act"),
    path("members/", membership.members, name="members"),
    path("members/rules/", membership.rules_of_standing, name="standings"),
    path("members/nominations/", membership.nominations, name="nominations"),
    path("members/nominations/<slug:code>/", membership.membership, name="membership"),
    path("members/nominations/<slug:code>/<slug:step>/", membership.act, name="membership_act"),
    path("people/<slug:code>/nominate/", membership.nominate, name="nominate"),
]
