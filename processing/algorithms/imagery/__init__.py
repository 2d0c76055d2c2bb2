"""Algorithms of the group "Imagery"."""
