from django.urls import path, re_path

from cauhien.enterprises.views import assessment, deals, enterprise, needs, offers, plan, result

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", enterprise.mine, name="mine"),
    path("enterprises/<slug:code>/", enterprise.enterprise, name="enterprise"),
    path("enterprises/<slug:code>/describe/", enterprise.describe, name="describe"),
    path("enterprises/<slug:code>/assess/", assessment.begin, name="begin"),
    path("enterprises/<slug:code>/offers/new/", offers.new_offer, name="new-offer"),
    path("enterprises/<slug:code>/offers/autosave/", offers.autosave, name="autosave-offer"),
    path("technology-offers/<slug:code>/", offers.offer, name="offer"),
    path("technology-offers/<slug:code>/edit/", offers.edit_offer, name="edit-offer"),
    path("technology-offers/<slug:code>/publish/", offers.publish, name="publish-offer"),
    path("technology-offers/<slug:code>/send/", offers.send, name="send-offer"),
    re_path(
        r"^technology-offers/(?P<code>[-\w]+)/(?P<answer>return|refuse)/$",
        offers.judge,
        name="judge-offer",
    ),
    path("technology-offers/<slug:code>/withdraw/", offers.withdraw, name="withdraw-offer"),
    path("enterprises/<slug:code>/needs/new/", needs.new_need, name="new-need"),
    path("technology-needs/", needs.needs, name="needs"),
    path("technology-needs/<slug:code>/", needs.need, name="need"),
    path("technology-needs/<slug:code>/edit/", needs.edit_need, name="edit-need"),
    path("technology-needs/<slug:code>/move/", needs.move_need, name="move-need"),
    path("technology-offers/<slug:code>/ask/", deals.ask_for_offer, name="ask-for-offer"),
    path("technology-needs/<slug:code>/ask/", deals.ask_for_need, name="ask-for-need"),
    path("technology-deals/", deals.deals, name="deals"),
    path("technology-deals/figures/", deals.figures, name="deal-figures"),
    path("technology-deals/<slug:code>/", deals.deal, name="deal"),
    path("technology-deals/<slug:code>/propose/", deals.propose, name="propose-step"),
    path("technology-deals/<slug:code>/answer/", deals.answer, name="answer-step"),
    path("technology-deals/<slug:code>/end/", deals.end, name="end-deal"),
    path("assessments/<slug:code>/", assessment.assessment, name="assessment"),
    path("assessments/<slug:code>/report.pdf", result.report, name="report"),
    path("assessments/<slug:code>/plan/", plan.plan, name="plan"),
    path("assessments/<slug:code>/plan/again/", plan.again, name="look-again"),
    path("assessments/<slug:code>/plan/<slug:criterion>/", plan.measure, name="measure"),
    path("measures/<slug:measure>/done/", plan.done, name="done"),
    path("assessments/<slug:code>/<slug:step>/", assessment.step, name="step"),
]
