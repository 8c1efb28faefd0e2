"""Pages of questions to experts and of members."""
