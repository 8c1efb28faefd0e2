from django.urls import path

from cauhien.members.views import inquiries as views

app_name = "members"
urlpatterns = [
    path("ask/", views.inquiries, name="inquiries"),
    path("ask/experts/", views.experts, name="experts"),
    path("ask/new/", views.new, name="new"),
    path("ask/<slug:code>/", views.inquiry, name="inquiry"),
    path("ask/<slug:code>/<slug:step>/", views.inquiry_act, name="inquiry_act"),
    path("advice/<slug:code>/", views.advice, name="advice"),
    path("advice/<slug:code>/<slug:step>/", views.advice_act, name="advice_act"),
]
