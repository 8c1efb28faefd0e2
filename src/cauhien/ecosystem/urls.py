from django.urls import path

from cauhien.ecosystem import views

app_name = "ecosystem"
urlpatterns = [
    path("ecosystem/", views.home, name="home"),
    path("ecosystem/startups/", views.startups, name="startups"),
    path("ecosystem/startups/<slug:code>/", views.startup, name="startup"),
    path("ecosystem/bodies/", views.bodies, name="bodies"),
    path("ecosystem/bodies/<slug:code>/", views.body, name="body"),
]
