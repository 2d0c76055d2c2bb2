"""Drawn samples: where they lie, and the pieces of imagery cut around them."""
