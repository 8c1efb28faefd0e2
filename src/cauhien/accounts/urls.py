from django.urls import path

from cauhien.accounts import views

app_name = "accounts"
urlpatterns = [
    path("profile/", views.profile, name="profile"),
    path("switch/", views.switch, name="switch"),
]
