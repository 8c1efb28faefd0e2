from django.urls import path

from cauhien.ecosystem.views import catalogue, completing, dates, finding, following, registering

app_name = "ecosystem"
HOME = "ecosystem/"
urlpatterns = [
    path(HOME, catalogue.home, name="home"),
    path(HOME + "startups/", catalogue.startups, name="startups"),
    path(HOME + "startups/<slug:code>/", catalogue.startup, name="startup"),
    path(HOME + "bodies/", catalogue.bodies, name="bodies"),
    path(HOME + "bodies/<slug:code>/", catalogue.body, name="body"),
    path(HOME + "bodies/<slug:code>/round/", registering.announce, name="announce"),
    path("organisations/<slug:code>/ecosystem/", catalogue.at, name="organisation-ecosystem"),
    path(HOME + "help/", finding.who, name="who"),
    path(HOME + "help.pdf", finding.who_pdf, name="who_pdf"),
    path(HOME + "gaps/", finding.gaps, name="gaps"),
    path(HOME + "mentors/", catalogue.mentors, name="mentors"),
    path(HOME + "mentors/<slug:code>/", catalogue.mentor, name="mentor"),
    path(HOME + "mentors/<slug:code>/leave/", registering.leave, name="leave"),
    path(HOME + "calendar/", dates.calendar, name="calendar"),
    path(HOME + "calendar.ics", dates.ics, name="ics"),
    path(HOME + "events/<slug:code>/", dates.event, name="event"),
    path("feeds/ecosystem.<slug:language>.atom", dates.feed, name="feed"),
    path(HOME + "startups/<slug:code>/investment/", registering.invest, name="invest"),
    path(HOME + "register/", registering.choose, name="choose"),
    path(HOME + "register/<slug:kind>/", registering.new, name="register"),
    path(HOME + "change/<slug:kind>/<slug:code>/", registering.change, name="change"),
    path(HOME + "remove/<slug:kind>/<slug:code>/", registering.remove, name="remove"),
    path(HOME + "open/", completing.incomplete, name="open"),
    path(HOME + "open/<slug:kind>/<slug:code>/read/", completing.read, name="read"),
    path(HOME + "open/<slug:kind>/<slug:code>/ask/", completing.ask, name="ask"),
    path(HOME + "follow/", following.follow, name="follow"),
    path(HOME + "following/", following.following, name="following"),
    path(HOME + "following/<slug:code>/stop/", following.stop, name="stop"),
    path(HOME + "registrations/", registering.registrations, name="registrations"),
    path(HOME + "registrations/<slug:code>/", registering.registration, name="registration"),
    path(HOME + "registrations/<slug:code>/edit/", registering.edit, name="edit"),
    path(HOME + "registrations/<slug:code>/<slug:step>/", registering.act, name="act"),
]
