from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cauhien.ui"
