from django.urls import path

from cauhien.organisations import views

app_name = "organisations"
urlpatterns = [
    path("organisations/", views.organisations, name="list"),
    path("organisations/<slug:code>/", views.organisation, name="detail"),
]
