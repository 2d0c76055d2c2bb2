"""Drawn samples: their location, and the patches of imagery cut around them."""
