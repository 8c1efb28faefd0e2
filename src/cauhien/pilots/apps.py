from django.apps import AppConfig


class PilotsConfig(AppConfig):
    name = "cauhien.pilots"

    def ready(self):
        import cauhien.pilots.subjects  # noqa: F401 - registers itself
