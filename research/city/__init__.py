"""A procedural town, in which every pixel's class is known because it was drawn."""
