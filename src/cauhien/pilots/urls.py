from django.urls import path

from cauhien.pilots.views import acts, page, plan

app_name = "pilots"
AT = "challenges/<slug:code>/pilot/"
urlpatterns = [
    path(AT, page.pilot, name="pilot"),
    path(AT + "evidence/<slug:reported>/", page.evidence, name="evidence"),
    path(AT + "plan/start/", plan.start, name="start"),
    path(AT + "plan/", plan.edit, name="edit"),
    path(AT + "begin/", plan.begin, name="begin"),
    path(AT + "begin/early/", acts.let_begin, name="let_begin"),
    path(AT + "milestones/<int:number>/report/", acts.report, name="report"),
    path(AT + "milestones/<int:number>/pay/", acts.pay, name="pay"),
    path(AT + "reports/<slug:reported>/", acts.answer_report, name="answer_report"),
    path(AT + "measure/", acts.measure, name="measure"),
    path(AT + "values/<slug:reported>/", acts.answer_value, name="answer_value"),
    path(AT + "report/", acts.sum_up, name="sum_up"),
    path(AT + "continue/", acts.carry_on, name="continue"),
    path(AT + "stop/", acts.stop, name="stop"),
    path(AT + "vote/", acts.vote, name="vote"),
    path(AT + "conclude/", acts.conclude, name="conclude"),
    path(AT + "later/", acts.follow_up, name="follow_up"),
]
