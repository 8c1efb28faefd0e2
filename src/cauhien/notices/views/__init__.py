"""What waits for a person, what they were told, how they are told, and what was sent."""
