from django.apps import AppConfig


class EcosystemConfig(AppConfig):
    name = "cauhien.ecosystem"

    def ready(self):
        import cauhien.ecosystem.subjects  # noqa: F401 - registers itself
