"""Algorithms of the group "Analysis"."""
