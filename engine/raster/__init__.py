"""Rasters: opening what a request names, and reading its pixels on the grid and in the numbers that a model wants."""
