from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "cauhien.documents"

    def ready(self):
        import cauhien.documents.subjects  # noqa: F401 - registers itself
