"""The page of the model and the images."""
