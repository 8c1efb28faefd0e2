from django.urls import path

from cauhien.review.states import DecisionKind
from cauhien.review.views import council, decision, experts, requests, seats

app_name = "review"
urlpatterns = [
    path("experts/", experts.experts, name="experts"),
    path("experts/<slug:code>/", experts.expert, name="expert"),
    path("challenges/<slug:code>/council/", council.council, name="council"),
    path("challenges/<slug:code>/council/ask/", council.ask, name="ask"),
    path("challenges/<slug:code>/council/dissolve/", council.dissolve, name="dissolve"),
    path("challenges/<slug:code>/council/log/", council.log, name="log"),
    path("challenges/<slug:code>/council/invite/", council.invite, name="invite"),
    path("councils/", seats.seats, name="seats"),
    path("councils/<slug:code>/", council.by_code, name="by_code"),
    path("invitations/answer/<str:token>/", seats.answer, name="answer"),
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
