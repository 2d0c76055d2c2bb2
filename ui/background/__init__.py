"""Work in the background for any window: tasks of QGIS's task manager, and the newest of several requests."""
