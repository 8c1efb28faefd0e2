from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "cauhien.review"

    def ready(self):
        import cauhien.review.subjects  # noqa: F401 - registers itself
