from django.urls import path

from cauhien.ingest import views

app_name = "ingest"
urlpatterns = [
    path("data/imports/", views.imports, name="imports"),
    path("data/imports/<slug:code>/", views.batch, name="import"),
    path("data/imports/<slug:code>/take-over/", views.take_over, name="take_over"),
    path("data/imports/<slug:code>/discard/", views.discard, name="discard"),
    path("data/pairs/", views.pairs, name="pairs"),
    path("data/pairs/<slug:code>/", views.decide, name="decide"),
    path("data/conflicts/", views.conflicts, name="conflicts"),
    path(
        "data/conflicts/<slug:kind>/<slug:code>/<slug:predicate>/", views.conflict, name="conflict"
    ),
]
