from django.apps import AppConfig

from cauhien.core.starting import at_start


class MatchingConfig(AppConfig):
    name = "cauhien.matching"

    def ready(self):
        from cauhien.matching.bridge.ranking import load

        at_start(load)
