"""Base classes of the algorithms, and their help."""
