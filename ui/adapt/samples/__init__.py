"""The page of the samples: their layer, their counts, and where to label next."""
