"""Training a network on a user's own folder of images and labels."""
