from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "cauhien.trail"

    def ready(self):
        import cauhien.trail.subjects  # noqa: F401 - registers itself
