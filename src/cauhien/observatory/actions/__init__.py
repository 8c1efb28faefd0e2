"""The observatory, written."""
