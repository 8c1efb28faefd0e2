from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "cauhien.policies"

    def ready(self):
        import cauhien.policies.subjects  # noqa: F401 - registers itself
