from django.apps import AppConfig


class ResolutionConfig(AppConfig):
    name = "cauhien.resolution"

    def ready(self):
        import cauhien.resolution.subjects  # noqa: F401 - registers itself
