from django.urls import path

from cauhien.policies.views import (
    acts,
    check,
    comments,
    drafts,
    facts,
    obstacles,
    pages,
    rule,
    trials,
    watching,
)

app_name = "policies"
ONE = "policies/<slug:code>/"
urlpatterns = [
    path("policies/", pages.mechanisms, name="list"),
    path("policies/check/", check.check, name="check"),
    path("policies/check/result.pdf", check.result_pdf, name="result_pdf"),
    path("policies/check/tell-me/", watching.watch, name="watch"),
    path("policies/fits-me/", watching.watching, name="watching"),
    path("policies/fits-me/stop/", watching.stop, name="stop"),
    path("policies/questions/", facts.facts, name="facts"),
    path("policies/questions/new/", facts.write, name="new_fact"),
    path("policies/questions/<slug:name>/", facts.write, name="fact"),
    path(ONE, pages.mechanism, name="mechanism"),
    path(ONE + "text/", drafts.write, name="write"),
    path(ONE + "rule/", rule.write, name="rule"),
    path(ONE + "versions/", drafts.versions, name="versions"),
    path(ONE + "use/", drafts.use, name="use"),
    path(ONE + "comment/", comments.new, name="comment"),
    path(ONE + "comments/<slug:comment>/", comments.answer, name="answer"),
    path(ONE + "do/<slug:act>/", acts.mechanism, name="act"),
    path("obstacles/", obstacles.obstacles, name="obstacles"),
    path("obstacles/new/", obstacles.new, name="report"),
    path("obstacles/<slug:code>/", obstacles.obstacle, name="obstacle"),
    path("obstacles/<slug:code>/draft/", obstacles.draft, name="take_up"),
    path("obstacles/<slug:code>/do/<slug:act>/", acts.obstacle, name="obstacle_act"),
    path("trials/", trials.trials, name="trials"),
    path("trials/new/", trials.new, name="apply"),
    path("trials/<slug:code>/", trials.trial, name="trial"),
    path("trials/<slug:code>/edit/", trials.correct, name="correct"),
    path("trials/<slug:code>/supervision/", trials.supervise, name="supervise"),
    path("trials/<slug:code>/do/<slug:act>/", acts.trial, name="trial_act"),
]
