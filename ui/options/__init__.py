"""OneMetre's page in QGIS's options."""
