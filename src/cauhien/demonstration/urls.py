"""The address of the demonstration's own."""

from django.urls import path

from cauhien.demonstration import views

app_name = "demonstration"
urlpatterns = [path("illustration/", views.illustration, name="illustration")]
