"""The page of the method: how to learn, for how long, and what the new model is called."""
