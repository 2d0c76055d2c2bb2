"""Qt 6 under the names that QGIS 4 gives it: PyQt6, and the classes that moved in their old homes too."""
