"""A sheet of values on its way in: read, understood, compared; written by `actions.taking`."""
