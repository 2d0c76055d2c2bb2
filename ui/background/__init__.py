"""Background work for any window: tasks of QGIS's task manager, and look-ups where only the newest counts."""
