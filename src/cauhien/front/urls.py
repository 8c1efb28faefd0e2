from django.urls import path

from cauhien.front import views

app_name = "front"
urlpatterns = [
    path("", views.home, name="home"),
    path("brief/", views.brief, name="brief"),
    path("brief/print.pdf", views.brief_pdf, name="brief_pdf"),
    path("search/", views.search, name="search"),
    path("about/", views.about, name="about"),
    path("data-sources/", views.data_sources, name="data_sources"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("health", views.health, name="health"),
]
