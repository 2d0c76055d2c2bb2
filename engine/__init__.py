"""What does the work, without QGIS: runs in a process and a virtual environment of its own."""
