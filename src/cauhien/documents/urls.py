from django.urls import path

from cauhien.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/of/<slug:kind>/<slug:code>/", views.of_subject, name="of-subject"),
    path("documents/<slug:code>/", views.detail, name="detail"),
    path("documents/<slug:code>/signed/", views.record, name="record"),
    path("documents/<slug:code>/scan/", views.scan, name="scan"),
    path("documents/<slug:code>/<slug:language>/<slug:ending>/", views.download, name="download"),
]
