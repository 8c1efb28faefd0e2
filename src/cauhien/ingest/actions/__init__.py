"""Files taken in: staged, compared, taken over; and doubts put before a person."""
