"""Makes imagery for the models out of satellite products."""
