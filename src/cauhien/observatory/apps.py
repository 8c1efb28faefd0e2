from django.apps import AppConfig


class ObservatoryConfig(AppConfig):
    name = "cauhien.observatory"

    def ready(self):
        import cauhien.observatory.subjects  # noqa: F401 - registers itself
