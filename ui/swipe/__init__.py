"""Comparing two layers by a divider on the canvas."""
