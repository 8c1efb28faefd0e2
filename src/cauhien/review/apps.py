from django.apps import AppConfig

from cauhien.core.starting import at_start


class ReviewConfig(AppConfig):
    name = "cauhien.review"

    def ready(self):
        import cauhien.review.subjects  # noqa: F401 - registers itself
        from cauhien.review.bridge import load

        at_start(load)
