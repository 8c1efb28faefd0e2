"""Organisations, offices and places, written."""
