from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "cauhien.review"
