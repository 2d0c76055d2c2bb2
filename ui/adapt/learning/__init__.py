"""The page of an adaptation that runs."""
