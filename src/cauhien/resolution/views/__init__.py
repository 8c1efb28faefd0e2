"""The pages of tasks of resolutions."""
