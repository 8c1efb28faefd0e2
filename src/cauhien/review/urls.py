from django.urls import path

from cauhien.review.views import council, experts

app_name = "review"
urlpatterns = [
    path("experts/", experts.experts, name="experts"),
    path("experts/<slug:code>/", experts.expert, name="expert"),
    path("challenges/<slug:code>/council/", council.council, name="council"),
    path("challenges/<slug:code>/council/ask/", council.ask, name="ask"),
    path("challenges/<slug:code>/council/dissolve/", council.dissolve, name="dissolve"),
    path("seats/<slug:code>/place/", council.place, name="place"),
    path("conflicts/<slug:code>/lift/", council.lift, name="lift"),
]
