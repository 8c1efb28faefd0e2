"""The pages of the start-up ecosystem."""
