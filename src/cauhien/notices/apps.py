from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cauhien.notices"

    def ready(self):
        import cauhien.notices.subjects  # noqa: F401 - registers itself
