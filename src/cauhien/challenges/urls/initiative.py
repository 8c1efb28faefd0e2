"""Addresses of what teams send."""

from django.urls import path

from cauhien.challenges.views.initiative import (
    case,
    documents,
    log,
    opening,
    receipts,
    requests,
    screening,
    sending,
    team,
    versions,
    writing,
)

INITIATIVE_PATTERNS = [
    path("initiatives/", case.own, name="initiatives"),
    path("challenges/<slug:code>/file/", writing.start, name="initiative_start"),
    path("challenges/<slug:code>/file/autosave/", writing.autosave, name="initiative_autosave"),
    path("initiatives/<slug:code>/", case.detail, name="initiative"),
    path("initiatives/join/<str:token>/", team.join, name="initiative_join"),
    path(
        "initiatives/<slug:code>/confidential/", case.confidential, name="initiative_confidential"
    ),
    path("initiatives/<slug:code>/documents/", documents.documents, name="initiative_documents"),
    path(
        "initiatives/<slug:code>/documents/<slug:document>/",
        documents.download,
        name="initiative_document",
    ),
    path(
        "initiatives/<slug:code>/documents/<slug:document>/remove/",
        documents.detach,
        name="initiative_detach",
    ),
    path("initiatives/<slug:code>/team/", team.team, name="initiative_team"),
    path("initiatives/<slug:code>/team/invite/", team.invite, name="initiative_invite"),
    path("initiatives/<slug:code>/team/leave/", team.leave, name="initiative_leave"),
    path("initiatives/<slug:code>/team/declare/", team.declare, name="initiative_declare"),
    path("initiatives/<slug:code>/team/<slug:member>/", team.change, name="initiative_member"),
    path("initiatives/<slug:code>/edit/", writing.edit, name="initiative_edit"),
    path("initiatives/<slug:code>/check/", sending.check, name="initiative_check"),
    path("initiatives/<slug:code>/withdraw/", sending.withdraw, name="initiative_withdraw"),
    path("initiatives/<slug:code>/log/", log.log, name="initiative_log"),
    path("initiatives/<slug:code>/shown/", sending.shown, name="initiative_shown"),
    path(
        "initiatives/<slug:code>/receipts/<slug:receipt>/",
        receipts.receipt,
        name="initiative_receipt",
    ),
    path(
        "initiatives/<slug:code>/receipts/<slug:receipt>.pdf",
        receipts.printed,
        name="initiative_receipt_pdf",
    ),
    path("initiatives/<slug:code>/versions/", versions.versions, name="initiative_versions"),
    path(
        "initiatives/<slug:code>/versions/<int:number>.json",
        versions.frozen,
        name="initiative_frozen",
    ),
    path("challenges/<slug:code>/files/", opening.files, name="files"),
    path("challenges/<slug:code>/opening/", opening.opening, name="opening"),
    path("challenges/<slug:code>/files/give/", screening.give, name="give_to_council"),
    path("challenges/<slug:code>/files/end/", screening.end, name="end_without_file"),
    path("initiatives/<slug:code>/screening/", screening.screening, name="initiative_screening"),
    path("initiatives/<slug:code>/conflict/", screening.conflict, name="initiative_conflict"),
    path("initiatives/<slug:code>/requests/", requests.requests, name="initiative_requests"),
    path(
        "initiatives/<slug:code>/requests/<slug:asked>/", requests.answer, name="initiative_answer"
    ),
    path("receipts/", receipts.check, name="receipts"),
]
