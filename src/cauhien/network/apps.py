from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "cauhien.network"

    def ready(self):
        import cauhien.network.subjects  # noqa: F401 - registers itself
