from django.apps import AppConfig

from cauhien.core.starting import at_start


class UiConfig(AppConfig):
    name = "cauhien.ui"

    def ready(self):
        from cauhien.ui.charts import load

        at_start(load)
