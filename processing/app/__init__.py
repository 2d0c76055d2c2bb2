"""What the plugin knows about itself and about the QGIS that it runs in."""
