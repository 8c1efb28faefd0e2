from django.urls import path

from cauhien.exchange.views import oai, pages

app_name = "exchange"
urlpatterns = [
    path("exchange/", pages.exchange, name="exchange"),
    path("oai/", oai.oai, name="oai"),
]
