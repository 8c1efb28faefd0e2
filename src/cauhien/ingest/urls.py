from django.urls import path

from cauhien.ingest.views import (
    conflicts,
    corrections,
    harvests,
    imports,
    own_pages,
    pairs,
    withdrawn,
)

app_name = "ingest"
urlpatterns = [
    path("data/imports/", imports.imports, name="imports"),
    path("data/imports/<slug:code>/", imports.batch, name="import"),
    path("data/imports/<slug:code>/take-over/", imports.take_over, name="take_over"),
    path("data/imports/<slug:code>/discard/", imports.discard, name="discard"),
    path("data/harvests/", harvests.harvests, name="harvests"),
    path("data/harvests/<slug:code>/again/", harvests.again, name="harvest_again"),
    path("data/harvests/<slug:code>/stop/", harvests.stop, name="harvest_stop"),
    path("data/harvests/<slug:code>/remove/", harvests.remove, name="harvest_remove"),
    path("data/withdrawn/", withdrawn.all_withdrawn, name="withdrawn"),
    path("data/withdrawn/<slug:code>/", withdrawn.one_withdrawn, name="withdrawn_work"),
    path("people/mine/others/", own_pages.own_pages, name="own-pages"),
    path("data/pairs/", pairs.pairs, name="pairs"),
    path("data/pairs/<slug:code>/", pairs.decide, name="decide"),
    path("data/corrections/", corrections.corrections, name="corrections"),
    path("data/corrections/<slug:kind>/<slug:code>/", corrections.correct, name="correct"),
    path("data/conflicts/", conflicts.conflicts, name="conflicts"),
    path(
        "data/conflicts/<slug:kind>/<slug:code>/<slug:predicate>/",
        conflicts.conflict,
        name="conflict",
    ),
]
