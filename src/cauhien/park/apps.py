from django.apps import AppConfig


class ParkConfig(AppConfig):
    name = "cauhien.park"

    def ready(self):
        import cauhien.park.subjects  # noqa: F401 - registers itself
