"""Writing: what the rasters, polygons and pages of a result are, and how they get onto the disk whole."""
