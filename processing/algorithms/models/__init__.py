"""Algorithms for models and the runtime."""
