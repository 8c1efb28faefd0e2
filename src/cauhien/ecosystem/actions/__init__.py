"""The start-up ecosystem, written."""
