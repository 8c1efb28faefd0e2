from django.urls import path

from cauhien.exchange.views import oai, packages, pages

app_name = "exchange"
urlpatterns = [
    path("exchange/", pages.exchange, name="exchange"),
    path("exchange/data/datapackage.json", packages.descriptor, name="package"),
    path("exchange/data/<slug:name>.csv", packages.table, name="table"),
    path("oai/", oai.oai, name="oai"),
]
