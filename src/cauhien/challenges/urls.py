from django.urls import path

from cauhien.challenges.views import case, listing, signing, writing

app_name = "challenges"
urlpatterns = [
    path("challenges/", listing.challenges, name="list"),
    path("challenges/new/", writing.new, name="new"),
    path("challenges/autosave/", writing.autosave, name="autosave"),
    path("challenges/similar/", writing.similar, name="similar"),
    path("challenges/<str:code>/", case.detail, name="detail"),
    path("challenges/<str:code>/edit/", writing.edit, name="edit"),
    path("challenges/<str:code>/adopt/", case.adopt, name="adopt"),
    path("challenges/<str:code>/sign/", signing.sign, name="sign"),
    path("challenges/<str:code>/return/", signing.give_back, name="return"),
    path("challenges/<str:code>/log/", case.log, name="log"),
]
