"""The dock: area, imagery, model, run and result in one panel."""
