"""The dock: area, imagery, model, run, result."""
