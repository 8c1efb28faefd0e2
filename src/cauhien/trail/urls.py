from django.urls import path

from cauhien.trail import feeds, views

app_name = "trail"
urlpatterns = [
    path("trail/anchors/", views.anchors, name="anchors"),
    path("trail/anchors.atom", feeds.Anchors(), name="anchors_feed"),
    path("trail/<slug:code>/", views.history, name="history"),
    path("trail/<slug:code>/files/", views.files, name="files"),
    path("trail/<slug:code>/export/", views.export, name="export"),
]
