"""A user's own images and labels: finding, reading, splitting, sampling, augmenting and scoring them."""
