from django.urls import path

from cauhien.review.states import CouncilKind, DecisionKind
from cauhien.review.views import (
    assigning,
    council,
    decision,
    defining,
    experts,
    lots,
    meeting,
    outside,
    requests,
    scores,
    seats,
)

app_name = "review"


OF_EVERY_COUNCIL = (
    ("", council.council, "council"),
    ("ask/", council.ask, "ask"),
    ("dissolve/", council.dissolve, "dissolve"),
    ("invite/", council.invite, "invite"),
    ("log/", council.log, "log"),
    ("meeting/", meeting.meeting, "meeting"),
    ("meeting/call/", meeting.call, "call"),
    ("meeting/close/", meeting.close, "close"),
    ("meeting/here/", meeting.attendance, "attendance"),
)
ON_TASK = (
    ("again/", defining.take_up, "take_up"),
    ("meeting/task/", defining.define, "define"),
    ("meeting/vote/", meeting.vote, "vote"),
)
# The acceptance council votes on a pilot, on the page of that.
ON_FILES = (
    ("meeting/lots/", lots.draw, "draw"),
    ("files/", assigning.assignment, "assignment"),
    ("outside/", outside.ask, "outside"),
    ("meeting/propose/", meeting.propose, "propose"),
    ("meeting/vote/", meeting.vote, "vote"),
    ("scores/", scores.scores, "scores"),
)


def of_council(at, kind, pages):
    return [
        path(f"challenges/<slug:code>/{at}/{page}", view, {"kind": kind}, name=name)
        for page, view, name in pages
    ]


urlpatterns = [
    *of_council("definition", CouncilKind.DEFINITION, OF_EVERY_COUNCIL + ON_TASK),
    *of_council("acceptance", CouncilKind.ACCEPTANCE, OF_EVERY_COUNCIL),
    # Comes last, so that an address without a kind is that of the selection council.
    *of_council("council", CouncilKind.SELECTION, OF_EVERY_COUNCIL + ON_FILES),
    path("experts/", experts.experts, name="experts"),
    path("experts/<slug:code>/", experts.expert, name="expert"),
    path("challenges/<slug:code>/council/scores/<slug:initiative>/", scores.file, name="file"),
    path("councils/", seats.seats, name="seats"),
    path("councils/<slug:code>/", council.by_code, name="by_code"),
    path("invitations/answer/<str:token>/", seats.answer, name="answer"),
    path("reviews/<slug:code>/", scores.review, name="review"),
    path("reviews/<slug:code>/autosave/", scores.autosave, name="autosave"),
    path("seats/<slug:code>/", seats.seat, name="seat"),
    path("seats/<slug:code>/declare/", seats.declare, name="declare"),
    path("seats/<slug:code>/leave/", seats.leave, name="leave"),
    path("seats/<slug:code>/place/", council.place, name="place"),
    path("seats/<slug:code>/remove/", council.remove, name="remove"),
    path("conflicts/<slug:code>/lift/", council.lift, name="lift"),
    path("challenges/<slug:code>/decision/", decision.decision, name="decision"),
    path("challenges/<slug:code>/decision/write/", decision.write, name="write"),
    path(
        "challenges/<slug:code>/decision/reserve/",
        decision.write,
        {"kind": DecisionKind.RESERVE},
        name="reserve",
    ),
    path("challenges/<slug:code>/decision/sign/", decision.sign, name="sign"),
    path("challenges/<slug:code>/decision/send-back/", decision.send_back, name="send_back"),
    path("challenges/<slug:code>/decision/end/", decision.end, name="end"),
    path("challenges/<slug:code>/decision/request/", requests.ask, name="ask_for_review"),
    path("requests/<slug:code>/", requests.handle, name="handle"),
    path("requests/<slug:code>/change/", requests.change, name="change"),
]
