"""The user interface in QGIS Desktop; qgis_process needs nothing of it."""
