"""The page with the model and the images."""
