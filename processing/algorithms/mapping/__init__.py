"""Algorithms that map."""
