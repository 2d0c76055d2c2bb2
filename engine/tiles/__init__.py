"""Tiles: the lattice, the tiles to compute, blending, classification."""
