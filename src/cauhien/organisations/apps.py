from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "cauhien.organisations"

    def ready(self):
        import cauhien.organisations.subjects  # noqa: F401 - registers itself
