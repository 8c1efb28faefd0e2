"""The door to the engine's indices: rows of the database in, plain numbers for pages out."""
