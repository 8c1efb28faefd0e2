"""The engine: pure calculations on text and arrays. No files, network, clock or chance."""
