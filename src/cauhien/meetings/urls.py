from django.urls import path

from cauhien.meetings import views

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.new, name="new"),
    path("meetings/new/<slug:kind>/<slug:code>/", views.new, name="new_about"),
    path("meetings/answer/<str:token>/", views.answer, name="answer"),
    path("meetings/calendar/<str:secret>.ics", views.own_calendar, name="own_calendar"),
    path("meetings/<slug:code>/", views.meeting, name="meeting"),
    path("meetings/<slug:code>/meeting.ics", views.calendar, name="calendar"),
    path("meetings/<slug:code>/change/", views.change, name="change"),
    path("meetings/<slug:code>/invite/", views.invite, name="invite"),
    path("meetings/<slug:code>/minutes/", views.minutes, name="minutes"),
    path("meetings/<slug:code>/confirm/", views.confirm, name="confirm"),
    path("meetings/<slug:code>/<slug:step>/", views.act, name="act"),
    path("meetings/<slug:code>/<slug:step>/<slug:invited>/", views.act_on_invited, name="act_on"),
]
