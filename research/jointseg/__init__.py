"""Training and evaluation of the bundled 10 m models."""
