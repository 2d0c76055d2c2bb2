"""State of the dock: settings, planned runs, replacement of outputs."""
