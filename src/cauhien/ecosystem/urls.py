from django.urls import path

from cauhien.ecosystem.views import catalogue, finding, registering

app_name = "ecosystem"
HOME = "ecosystem/"
urlpatterns = [
    path(HOME, catalogue.home, name="home"),
    path(HOME + "startups/", catalogue.startups, name="startups"),
    path(HOME + "startups/<slug:code>/", catalogue.startup, name="startup"),
    path(HOME + "bodies/", catalogue.bodies, name="bodies"),
    path(HOME + "bodies/<slug:code>/", catalogue.body, name="body"),
    path(HOME + "help/", finding.who, name="who"),
    path(HOME + "help.pdf", finding.who_pdf, name="who_pdf"),
    path(HOME + "gaps/", finding.gaps, name="gaps"),
    path(HOME + "register/", registering.choose, name="choose"),
    path(HOME + "register/<slug:kind>/", registering.new, name="register"),
    path(HOME + "change/<slug:kind>/<slug:code>/", registering.change, name="change"),
    path(HOME + "remove/<slug:kind>/<slug:code>/", registering.remove, name="remove"),
    path(HOME + "registrations/", registering.registrations, name="registrations"),
    path(HOME + "registrations/<slug:code>/", registering.registration, name="registration"),
    path(HOME + "registrations/<slug:code>/edit/", registering.edit, name="edit"),
    path(HOME + "registrations/<slug:code>/<slug:step>/", registering.act, name="act"),
]
