"""The procedural town: every pixel's class is known because it was drawn."""
