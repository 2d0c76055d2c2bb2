"""Scenes of Sentinel-2 with a truth of 1 m, simulated from ground at 1 m."""
