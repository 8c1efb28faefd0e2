"""Addresses of calls and of the rules by which they are run."""

from django.urls import path

from cauhien.challenges.views import procedures

CALL_PATTERNS = [
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/council-rules/", procedures.council_rules, name="council_rules"),
]
