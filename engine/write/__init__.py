"""Writes the rasters, polygons and pages of a result, so that only complete files appear."""
