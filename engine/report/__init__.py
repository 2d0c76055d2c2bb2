"""Writes reports: HTML pages, curves, pictures."""
