"""Pictures of the observatory, each with the sentence that it shows."""
