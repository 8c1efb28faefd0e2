from django.apps import AppConfig


class IngestConfig(AppConfig):
    name = "cauhien.ingest"

    def ready(self):
        import cauhien.ingest.subjects  # noqa: F401 - registers itself
