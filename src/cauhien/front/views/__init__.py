"""The front pages."""

from cauhien.front.views.brief import brief, brief_pdf
from cauhien.front.views.health import health
from cauhien.front.views.pages import about, accessibility, data_sources, home
from cauhien.front.views.search import search

__all__ = [
    "about",
    "accessibility",
    "brief",
    "brief_pdf",
    "data_sources",
    "health",
    "home",
    "search",
]
