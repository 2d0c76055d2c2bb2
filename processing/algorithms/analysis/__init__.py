"""Algorithms that say what maps are worth."""
