from django.urls import path

from cauhien.resolution import feeds
from cauhien.resolution.views import acts, page, sheets

app_name = "resolution"
AT = "tasks/<slug:code>/"
urlpatterns = [
    path("tasks/", page.tasks, name="list"),
    path("tasks/plan.xlsx", sheets.export, name="export"),
    path("tasks/plan/", sheets.send, name="send_sheet"),
    path("tasks/plan/<slug:code>/", sheets.sheet, name="sheet"),
    path("feeds/tasks.<slug:language>.atom", feeds.TaskNews(), name="feed"),
    path("challenges/<slug:code>/tasks/", page.of_problem, name="of_problem"),
    path("observatory/goals/<slug:code>/tasks/", page.of_target, name="of_target"),
    path(AT, page.task, name="task"),
    path(AT + "take-up/", acts.take_up, name="take_up"),
    path(AT + "report/", acts.report, name="report"),
    path(AT + "reports/<slug:reported>/", acts.answer, name="answer"),
    path(AT + "reports/<slug:reported>/file/", page.evidence, name="evidence"),
    path(AT + "block/", acts.block, name="block"),
    path(AT + "unblock/", acts.unblock, name="unblock"),
    path(AT + "finish/", acts.finish, name="finish"),
    path(AT + "confirm/", acts.confirm, name="confirm"),
    path(AT + "drop/", acts.drop, name="drop"),
    path(AT + "reopen/", acts.reopen, name="reopen"),
    path(AT + "change/", acts.change, name="change"),
    path(AT + "steps/", acts.steps, name="steps"),
    path(AT + "owner/", acts.assign, name="assign"),
    path(AT + "duty/", acts.duty, name="duty"),
    path(AT + "link/", acts.link, name="link"),
    path(AT + "unlink/", acts.unlink, name="unlink"),
]
