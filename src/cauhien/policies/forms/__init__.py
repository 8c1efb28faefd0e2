"""The path by which somebody finds out, and what people write."""
