"""Addresses of calls and of the rules by which they are run."""

from django.urls import path

from cauhien.challenges.views import (
    assigning,
    call,
    changing,
    leaving,
    procedures,
    questions,
    suggestions,
)

CALL_PATTERNS = [
    path("procedures/", procedures.procedures, name="procedures"),
    path("procedures/council-rules/", procedures.council_rules, name="council_rules"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/new/", suggestions.new, name="suggest"),
    path("suggestions/<slug:code>/", suggestions.suggestion, name="suggestion"),
    path("suggestions/<slug:code>/answer/", suggestions.answer, name="suggestion_answer"),
    path("suggestions/<slug:code>/take-up/", suggestions.take_up, name="take_up"),
    path("challenges/<slug:code>/call/", call.call, name="call"),
    path("challenges/<slug:code>/call/edit/", call.edit, name="call_edit"),
    path("challenges/<slug:code>/call/copy/", call.copy, name="call_copy"),
    path("challenges/<slug:code>/call/assign/", assigning.assign, name="call_assign"),
    path("challenges/<slug:code>/call/lead/", assigning.lead, name="call_lead"),
    path("challenges/<slug:code>/call/publish/", call.publish, name="call_publish"),
    path("challenges/<slug:code>/call/revise/", leaving.revise, name="call_revise"),
    path("challenges/<slug:code>/call/extend/", changing.extend, name="call_extend"),
    path("challenges/<slug:code>/call/amend/", changing.amend, name="call_amend"),
    path("challenges/<slug:code>/questions/", questions.questions, name="questions"),
    path("challenges/<slug:code>/questions/<slug:question>/", questions.answer, name="answer"),
    path("challenges/<slug:code>/follow/", questions.follow, name="follow"),
]
