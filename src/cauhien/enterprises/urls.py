from django.urls import path

from cauhien.enterprises.views import enterprise

app_name = "enterprises"
urlpatterns = [
    path("enterprises/", enterprise.mine, name="mine"),
    path("enterprises/<slug:code>/", enterprise.enterprise, name="enterprise"),
    path("enterprises/<slug:code>/describe/", enterprise.describe, name="describe"),
]
