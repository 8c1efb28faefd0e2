from django.urls import path

from cauhien.observatory.views import (
    frames,
    goals,
    home,
    indicators,
    methods,
    sheets,
    units,
    values,
    weights,
)

app_name = "observatory"
urlpatterns = [
    path("observatory/", home.home, name="home"),
    path("observatory/indicators/", indicators.indicators, name="indicators"),
    path("observatory/indicators/<slug:code>/", indicators.indicator, name="indicator"),
    path("observatory/indicators/<slug:code>/values.csv", indicators.export, name="export"),
    path("observatory/sources/<slug:code>/", indicators.source, name="source"),
    path("observatory/values/new/", values.new, name="new_value"),
    path("observatory/values/<slug:code>/", values.value, name="value"),
    path("observatory/values/<slug:code>/choose/", values.choose_value, name="choose"),
    path("observatory/sheets/", sheets.sheets, name="sheets"),
    path("observatory/sheets/template.xlsx", sheets.template, name="template"),
    path("observatory/sheets/<slug:code>/", sheets.sheet, name="sheet"),
    path("observatory/sheets/<slug:code>/take/", sheets.take, name="take"),
    path("observatory/sheets/<slug:code>/discard/", sheets.discard, name="discard"),
    path("observatory/index/<slug:code>/", frames.frame, name="frame"),
    path("observatory/index/<slug:code>/stages.xlsx", frames.book, name="book"),
    path("observatory/index/<slug:code>/compare/", methods.compare, name="compare"),
    path("observatory/index/<slug:code>/reach/", methods.reach, name="reach"),
    path("observatory/index/<slug:code>/audit/", methods.audit, name="audit"),
    path("observatory/index/<slug:code>/fork/", methods.fork, name="fork"),
    path("observatory/index/<slug:code>/edit/", methods.edit, name="edit"),
    path("observatory/index/<slug:code>/workbook/", methods.send_back, name="send_back"),
    path("observatory/index/<slug:code>/ask/", weights.ask, name="ask_weights"),
    path("observatory/weights/answer/<str:token>/", weights.answer, name="answer_weights"),
    path("observatory/weights/<slug:code>/", weights.weights, name="weights"),
    path("observatory/weights/<slug:code>/give/", weights.give, name="give_weights"),
    path("observatory/weights/<slug:code>/close/", weights.close, name="close_weights"),
    path("observatory/units/<slug:code>/", units.unit, name="unit"),
    *(
        path(f"observatory/units/<slug:code>/report.{form}", units.report, {"form": form}, form)
        for form in ("pdf", "docx", "xlsx")
    ),
    path("observatory/provinces/", units.provinces, name="provinces"),
    path("observatory/cities/", units.cities, name="cities"),
    path("observatory/goals/", goals.goals, name="goals"),
    path("observatory/goals/<slug:code>/", goals.goal, name="goal"),
]
