from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "cauhien.exchange"

    def ready(self):
        import cauhien.exchange.subjects  # noqa: F401 - registers itself
