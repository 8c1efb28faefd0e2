"""The start-up ecosystem, read."""
