"""The page of the method: training method, duration, and name of the adapted model."""
