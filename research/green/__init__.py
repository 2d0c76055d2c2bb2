"""Training and evaluation of the bundled 1 m green models."""
