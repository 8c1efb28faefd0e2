from django.urls import path

from cauhien.exchange.views import citations, oai, packages, pages

app_name = "exchange"
urlpatterns = [
    path("exchange/", pages.exchange, name="exchange"),
    path("exchange/data/datapackage.json", packages.descriptor, name="package"),
    path("exchange/data/<slug:name>.csv", packages.table, name="table"),
    path("people/<slug:code>/works.<slug:form>", citations.of_person, name="works-of"),
    path("works/<slug:code>/cite.<slug:form>", citations.of_work, name="cite"),
    path("oai/", oai.oai, name="oai"),
]
