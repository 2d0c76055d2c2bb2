"""Creates, checks, updates and removes the Python environment that the engine runs in."""
