"""Algorithms that train, adapt and evaluate."""
