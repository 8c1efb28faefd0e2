from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "cauhien.enterprises"

    def ready(self):
        import cauhien.enterprises.subjects  # noqa: F401 - registers itself
