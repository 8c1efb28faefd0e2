from django.urls import path

from cauhien.notices.views import feeds, notices, outbox, settings, work

app_name = "notices"
urlpatterns = [
    path("my-work/", work.work, name="work"),
    path("my-work/count/", work.count, name="count"),
    path("my-work/<slug:secret>/calendar.ics", feeds.calendar, name="calendar"),
    path("notices/", notices.notices, name="list"),
    path("notices/settings/", settings.settings, name="settings"),
    path("notices/settings/renew/", settings.renew, name="renew"),
    path("notices/read/", notices.read_all, name="read_all"),
    path("notices/<slug:code>/", notices.follow, name="follow"),
    path("notices/<slug:code>/read/", notices.read, name="read"),
    path("notices/stop/<str:token>/", settings.unsubscribe, name="unsubscribe"),
    path("notices/feed/<slug:secret>.atom", feeds.OwnNotices(), name="feed"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<slug:code>/", outbox.mail, name="mail"),
]
