"""People, files and conflicts -> fair seats with reasons; scores -> intervals."""
