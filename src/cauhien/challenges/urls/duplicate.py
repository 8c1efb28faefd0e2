"""Addresses of files that are alike."""

from django.urls import path

from cauhien.challenges.views.initiative import duplicates

DUPLICATE_PATTERNS = [
    path("challenges/<slug:code>/duplicates/", duplicates.duplicates, name="duplicates"),
    path(
        "challenges/<slug:code>/duplicates/again/", duplicates.compare_again, name="compare_again"
    ),
    path("duplicates/<slug:code>/", duplicates.duplicate, name="duplicate"),
    path(
        "duplicates/<slug:code>/confidential/",
        duplicates.confidential,
        name="duplicate_confidential",
    ),
    path(
        "initiatives/<slug:code>/likeness/<slug:duplicate>/",
        duplicates.likeness,
        name="initiative_likeness",
    ),
]
