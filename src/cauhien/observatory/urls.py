from django.urls import path

from cauhien.observatory.views import indicators

app_name = "observatory"
urlpatterns = [
    path("observatory/indicators/", indicators.indicators, name="indicators"),
    path("observatory/indicators/<slug:code>/", indicators.indicator, name="indicator"),
]
