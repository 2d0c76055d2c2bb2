"""Facts about the plugin and the QGIS that it runs in."""
