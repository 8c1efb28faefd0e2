from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cauhien.accounts"

    def ready(self):
        import cauhien.accounts.subjects  # noqa: F401 - registers itself
