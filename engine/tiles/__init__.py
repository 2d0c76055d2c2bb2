"""Tiles: the lattice, what of it is computed, blending, classes."""
