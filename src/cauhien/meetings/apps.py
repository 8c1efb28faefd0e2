from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "cauhien.meetings"

    def ready(self):
        import cauhien.meetings.subjects  # noqa: F401 - registers itself
