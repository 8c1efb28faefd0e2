"""Pages of the data steward: files that came in, and what waits for a decision."""
