from django.urls import path

from cauhien.facilities import views

app_name = "facilities"
urlpatterns = [
    path("laboratories/", views.laboratories, name="laboratories"),
    path("laboratories/<slug:code>/", views.laboratory, name="laboratory"),
    path(
        "organisations/<slug:code>/laboratories/",
        views.laboratories_of_organisation,
        name="organisation-laboratories",
    ),
]
