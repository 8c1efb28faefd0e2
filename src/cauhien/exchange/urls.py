from django.urls import path

from cauhien.exchange.views import citations, oai, packages, pages, sitemap

app_name = "exchange"
urlpatterns = [
    path("exchange/", pages.exchange, name="exchange"),
    path("exchange/data/datapackage.json", packages.descriptor, name="package"),
    path("exchange/data/<slug:name>.csv", packages.table, name="table"),
    path("exchange/data/catalogue.jsonld", packages.catalogue, name="catalogue"),
    path("people/<slug:code>/works.<slug:form>", citations.of_person, name="works-of"),
    path("works/<slug:code>/cite.<slug:form>", citations.of_work, name="cite"),
    path("oai/", oai.oai, name="oai"),
    path("robots.txt", sitemap.robots, name="robots"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap/<slug:kind>-<int:number>.xml", sitemap.part, name="sitemap_part"),
]
