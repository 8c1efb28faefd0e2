"""The words of the app."""

from cauhien.enterprises.states.enterprise import Act, Industry

__all__ = ["Act", "Industry"]
