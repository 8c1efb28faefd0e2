"""Addresses of what teams send."""

from django.urls import path

from cauhien.challenges.views.initiative import case, writing

INITIATIVE_PATTERNS = [
    path("initiatives/", case.own, name="initiatives"),
    path("challenges/<slug:code>/file/", writing.start, name="initiative_start"),
    path("challenges/<slug:code>/file/autosave/", writing.autosave, name="initiative_autosave"),
    path("initiatives/<slug:code>/", case.detail, name="initiative"),
    path("initiatives/<slug:code>/edit/", writing.edit, name="initiative_edit"),
]
