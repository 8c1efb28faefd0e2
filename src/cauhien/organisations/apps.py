from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "cauhien.organisations"
