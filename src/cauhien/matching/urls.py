from django.urls import path

from cauhien.matching.views import need, person, similar, technology, text, who

app_name = "matching"
urlpatterns = [
    path("match/", text.text, name="text"),
    path("match/similar/", similar.written, name="similar"),
    path("match/my-problems/", person.problems, name="my-problems"),
    path("technologies/<slug:code>/problems/", technology.problems, name="technology-problems"),
    path("technology-needs/<slug:code>/help/", need.help_with, name="need-help"),
    path("laboratories/<slug:code>/needs/", need.for_laboratory, name="laboratory-needs"),
    path("challenges/<slug:code>/similar/", similar.similar, name="similar-to"),
    path("challenges/<slug:code>/who/", who.who, name="who"),
    path("challenges/<slug:code>/who/again/", who.again, name="again"),
    path("challenges/<slug:code>/who/mark/", who.mark, name="mark"),
    path("challenges/<slug:code>/who/shortlist/", who.shortlist, name="shortlist"),
    path("challenges/<slug:code>/who/export/", who.export, name="export"),
]
