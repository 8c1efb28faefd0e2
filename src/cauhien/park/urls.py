from django.urls import path, register_converter

from cauhien.park.queries.parks import ENTRIES
from cauhien.park.views import acts, pages, sheets

app_name = "park"


class EntryConverter:
    regex = "|".join(ENTRIES)

    def to_python(self, value):
        return value

    to_url = to_python


register_converter(EntryConverter, "park_entry")
urlpatterns = [
    path(
        "organisations/<slug:code>/park-projects/",
        pages.projects_of_organisation,
        name="organisation-projects",
    ),
    path("parks/", pages.all_parks, name="parks"),
    path("parks/<slug:code>/", pages.park, name="park"),
    path("parks/<slug:code>/projects/", pages.projects, name="projects"),
    path("parks/<slug:code>/projects.xlsx", pages.table, {"ending": "xlsx"}, name="xlsx"),
    path("parks/<slug:code>/projects.csv", pages.table, {"ending": "csv"}, name="csv"),
    path("parks/<slug:code>/projects/new/", acts.begin, name="begin"),
    path("parks/<slug:code>/totals/", pages.totals_page, name="totals"),
    path("parks/<slug:code>/totals/new/", acts.statement, name="statement"),
    path("parks/<slug:code>/totals/<slug:total>/", pages.total, name="total"),
    path("parks/<slug:code>/totals/<slug:total>/explain/", acts.explain, name="explain"),
    path("parks/<slug:code>/rates/new/", acts.rate, name="rate"),
    path("parks/<slug:code>/lots/", pages.lots, name="lots"),
    path("parks/<slug:code>/lots/new/", acts.lot, name="lot-new"),
    path("parks/<slug:code>/lots/<slug:lot>/", acts.lot, name="lot"),
    path("parks/<slug:code>/needs/", pages.needs, name="needs"),
    path("parks/<slug:code>/log/", pages.log, name="log"),
    path("parks/<slug:code>/sheets/new/", sheets.send_in, name="send-in"),
    path("parks/<slug:code>/sheets/<slug:sheet>/", sheets.sheet, name="sheet"),
    path("parks/<slug:code>/sheets/<slug:sheet>/settle/", sheets.settle, name="settle"),
    path("investment-projects/<slug:code>/", pages.project, name="project"),
    path("investment-projects/<slug:code>/edit/", acts.edit, name="edit"),
    path("investment-projects/<slug:code>/needs/new/", acts.need, name="need-new"),
    path("investment-projects/<slug:code>/<park_entry:what>/new/", acts.enter, name="enter"),
    path(
        "investment-projects/<slug:code>/<park_entry:what>/<slug:entry>/withdraw/",
        acts.withdraw,
        name="withdraw",
    ),
    path(
        "investment-projects/<slug:code>/<park_entry:what>/<slug:entry>/correct/",
        acts.correct,
        name="correct",
    ),
    path("needs/<slug:code>/", pages.need, name="need"),
    path("needs/<slug:code>/answer/", acts.answer, name="need-answer"),
    path("needs/<slug:code>/link/", acts.link, name="need-link"),
]
