"""The engine does the work, without QGIS, in a separate process and virtual environment."""
