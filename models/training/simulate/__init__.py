"""Sentinel-2 scenes with a 1 m ground truth, simulated from ground at 1 m."""
