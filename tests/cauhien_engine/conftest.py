"""A busy machine fails no test: what is claimed holds however long it takes to see it."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
