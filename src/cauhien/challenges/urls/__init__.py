"""Addresses of problems and of what is sent to solve them."""

from django.urls import path

from cauhien.challenges.feeds import Decisions, NewProblems
from cauhien.challenges.urls.call import CALL_PATTERNS
from cauhien.challenges.urls.duplicate import DUPLICATE_PATTERNS
from cauhien.challenges.urls.initiative import INITIATIVE_PATTERNS
from cauhien.challenges.views import (
    case,
    documents,
    figures,
    leaving,
    listing,
    signing,
    triage,
    writing,
)

app_name = "challenges"
urlpatterns = [
    path("challenges/", listing.challenges, name="list"),
    path("feeds/problems.<slug:language>.atom", NewProblems(), name="feed"),
    path("feeds/decisions.<slug:language>.atom", Decisions(), name="decisions_feed"),
    path("challenges/new/", writing.new, name="new"),
    path("challenges/autosave/", writing.autosave, name="autosave"),
    path("challenges/similar/", writing.similar, name="similar"),
    path("challenges/figures/", figures.figures, name="figures"),
    path("challenges/figures.csv", figures.figures_csv, name="figures_csv"),
    path("challenges/<slug:code>/", case.detail, name="detail"),
    path("challenges/<slug:code>/edit/", writing.edit, name="edit"),
    path("challenges/<slug:code>/adopt/", case.adopt, name="adopt"),
    path("challenges/<slug:code>/sign/", signing.sign, name="sign"),
    path("challenges/<slug:code>/return/", leaving.give_back, name="return"),
    path("challenges/<slug:code>/take-back/", leaving.take_back, name="take_back"),
    path("challenges/<slug:code>/triage/", triage.triage, name="triage"),
    path("challenges/<slug:code>/merge/", triage.merge, name="merge"),
    path("challenges/<slug:code>/refuse/", leaving.refuse, name="refuse"),
    path("challenges/<slug:code>/withdraw/", leaving.withdraw, name="withdraw"),
    path("challenges/<slug:code>/documents/", documents.documents, name="documents"),
    path("challenges/<slug:code>/log/", case.log, name="log"),
    *CALL_PATTERNS,
    *INITIATIVE_PATTERNS,
    *DUPLICATE_PATTERNS,
]
