"""Councils and what they do, read."""

from cauhien.review.queries.candidates import (
    Candidate,
    candidates_for,
    council_of,
    experts_for_asking,
    files_of,
)
from cauhien.review.queries.councils import (
    councils_for,
    declared_ties,
    experts_for,
    experts_of,
    findings_of,
    persons_by_uuid,
    seats_of,
    seats_to_change,
    waivers_of,
)
from cauhien.review.queries.facts import (
    Traces,
    authors_of,
    members_of,
    register,
    traces_of,
    umbrellas,
)
from cauhien.review.queries.organisations import kinds_of_organisations, names_of_organisations
from cauhien.review.queries.shown import refusal_in_words, shown_council
from cauhien.review.queries.wording import quota_in_words, reason_in_words, role_in_words

__all__ = [
    "Candidate",
    "Traces",
    "authors_of",
    "candidates_for",
    "council_of",
    "councils_for",
    "declared_ties",
    "experts_for",
    "experts_for_asking",
    "experts_of",
    "files_of",
    "findings_of",
    "kinds_of_organisations",
    "members_of",
    "names_of_organisations",
    "persons_by_uuid",
    "quota_in_words",
    "reason_in_words",
    "refusal_in_words",
    "register",
    "role_in_words",
    "seats_of",
    "seats_to_change",
    "shown_council",
    "traces_of",
    "umbrellas",
    "waivers_of",
]
