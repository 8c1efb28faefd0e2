from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    name = "cauhien.facilities"

    def ready(self):
        import cauhien.facilities.subjects  # noqa: F401 - registers itself
