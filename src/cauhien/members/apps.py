from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cauhien.members"

    def ready(self):
        import cauhien.members.subjects  # noqa: F401 - registers itself
