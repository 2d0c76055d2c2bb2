"""Images with labels of a user's own: found, read, split, sampled, changed at random and scored."""
