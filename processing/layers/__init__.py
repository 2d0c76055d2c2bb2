"""Layers of a project: facts about rasters, fit of models, styles, what is loaded."""
