"""The page of the samples: their layer, what was drawn, and where to label next."""
