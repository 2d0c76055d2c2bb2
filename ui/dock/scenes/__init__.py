"""The dock's section Find Sentinel-2: years, the scenes of a service, and the composites that are kept."""
