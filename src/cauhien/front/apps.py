from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "cauhien.front"

    def ready(self):
        import cauhien.front.subjects  # noqa: F401 - registers itself
