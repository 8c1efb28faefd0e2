from django.urls import path

from cauhien.facilities.views import (
    bookings,
    calendar,
    catalogue,
    faults,
    feeds,
    figures,
    host,
    offer,
    outages,
    requests,
)

app_name = "facilities"
AT = "laboratories/<slug:code>/"
HOST = AT + "host/"
OFFER = HOST + "<slug:resource>/"
urlpatterns = [
    path("laboratories/", catalogue.laboratories, name="laboratories"),
    path("laboratory-use/", figures.figures, name="figures"),
    path(AT, catalogue.laboratory, name="laboratory"),
    path(
        "organisations/<slug:code>/laboratories/",
        catalogue.laboratories_of_organisation,
        name="organisation-laboratories",
    ),
    path(AT + "ask/", requests.new, name="ask"),
    path(AT + "busy.ics", feeds.busy, name="busy"),
    path(AT + "book/<slug:resource>/", calendar.calendar, name="calendar"),
    path(AT + "book/<slug:resource>/new/", bookings.book, name="book"),
    path(AT + "book/<slug:resource>/wait/", calendar.wait, name="wait"),
    path("waits/<slug:code>/", calendar.wait_shown, name="wait_shown"),
    path("waits/<slug:code>/end/", calendar.wait_end, name="wait_end"),
    path(AT + "faults/<slug:resource>/", faults.new, name="report_fault"),
    path("faults/<slug:code>/", faults.show, name="fault"),
    path("faults/<slug:code>/<slug:step>/", faults.act, name="fault_act"),
    path("use-requests/<slug:code>/", requests.show, name="request"),
    path("use-requests/<slug:code>/<slug:step>/", requests.act, name="request_act"),
    path("bookings/", bookings.mine, name="mine"),
    path("bookings/<slug:secret>/calendar.ics", feeds.own, name="own_calendar"),
    path("bookings/<slug:code>/", bookings.show, name="booking"),
    path("bookings/<slug:code>/<slug:step>/", bookings.act, name="booking_act"),
    path(HOST, host.desk, name="host"),
    path(HOST + "calendar/<slug:secret>.ics", feeds.host, name="host_calendar"),
    path(HOST + "figures/", figures.of_host, name="host_figures"),
    path(HOST + "uses.csv", figures.uses, {"ending": "csv"}, name="uses_csv"),
    path(HOST + "uses.xlsx", figures.uses, {"ending": "xlsx"}, name="uses_xlsx"),
    path(HOST + "outages/", outages.outages, name="outages"),
    path(HOST + "outages/<slug:outage>/end/", outages.end, name="end_outage"),
    path(HOST + "keepers/", host.keepers, name="keepers"),
    path(HOST + "keepers/<uuid:keeper>/end/", host.end_keeper, name="end_keeper"),
    path(HOST + "terms/", offer.terms, name="terms"),
    path(HOST + "closed/", offer.closed, name="closed"),
    path(HOST + "closed/<slug:closed>/reopen/", offer.reopen, name="reopen"),
    path(HOST + "new/", offer.resource, name="new_resource"),
    path(HOST + "requirements/<slug:requirement>/met/", offer.qualify, name="qualify"),
    path(
        HOST + "requirements/<slug:requirement>/end/",
        offer.end_requirement,
        name="end_requirement",
    ),
    path(
        HOST + "qualifications/<slug:qualification>/end/",
        offer.end_qualification,
        name="end_qualification",
    ),
    path(OFFER, offer.resource, name="resource"),
    path(OFFER + "retire/", offer.retire, name="retire"),
    path(OFFER + "prices/", offer.prices, name="prices"),
    path(OFFER + "prices/<slug:rate>/end/", offer.end_rate, name="end_rate"),
    path(OFFER + "requirements/", offer.requirements, name="requirements"),
]
