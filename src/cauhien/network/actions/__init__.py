"""Persons, works, projects and technologies, written."""
