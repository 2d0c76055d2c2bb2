"""Swipe: compares layers on either side of a divider on the canvas."""
