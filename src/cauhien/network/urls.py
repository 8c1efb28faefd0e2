from django.urls import path

from cauhien.network.views import (
    availability,
    claims,
    expertise,
    of_organisation,
    own_works,
    people,
    requests,
    supply,
    works,
)

app_name = "network"
_of = "organisations/<slug:code>"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/<slug:code>/", people.person, name="person"),
    path("people/<slug:code>/ask/<slug:kind>/", requests.ask, name="ask"),
    path("people/address/<str:token>/", requests.confirm, name="confirm-address"),
    path("people/<slug:code>/claim/", claims.claim, name="claim"),
    path("people/<slug:code>/availability/", availability.availability, name="availability"),
    path("people/<slug:code>/fields/", expertise.fields, name="fields"),
    path("people/<slug:code>/fields/new/", expertise.declare, name="declare"),
    path("people/<slug:code>/fields/<slug:field>/", expertise.declare, name="change-field"),
    path("people/<slug:code>/fields/<slug:field>/end/", expertise.withdraw, name="withdraw-field"),
    path("expertise/<slug:code>/", expertise.show, name="expertise"),
    path("people/<slug:code>/works/", own_works.tell, name="tell-works"),
    path("people/<slug:code>/give-back/", claims.give_back, name="give-back"),
    path("people/proof/<str:token>/", claims.prove, name="prove"),
    path("data/claims/", claims.claims, name="claims"),
    path("data/claims/<slug:code>/", claims.decide, name="decide-claim"),
    path("data/people/", requests.requests, name="requests"),
    path("data/people/<slug:code>/", requests.show, name="request"),
    path("works/", works.works, name="works"),
    path("works/<slug:code>/", works.work, name="work"),
    path("projects/", supply.projects, name="projects"),
    path("projects/<slug:code>/", supply.project, name="project"),
    path("technologies/", supply.technologies, name="technologies"),
    path("technologies/<slug:code>/", supply.technology, name="technology"),
    path(f"{_of}/people/", of_organisation.people, name="organisation-people"),
    path(f"{_of}/works/", of_organisation.works, name="organisation-works"),
    path(f"{_of}/projects/", of_organisation.projects, name="organisation-projects"),
    path(f"{_of}/technologies/", of_organisation.technologies, name="organisation-technologies"),
]
