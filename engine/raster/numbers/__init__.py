"""The meaning of pixel values: what files state, what is decided, and whether the pixels agree."""
