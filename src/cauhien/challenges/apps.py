from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "cauhien.challenges"

    def ready(self):
        import cauhien.challenges.subjects  # noqa: F401 - registers itself
