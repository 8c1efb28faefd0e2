"""The pages of laboratories and of their use."""
