"""Machine learning: networks, their export, their training, and the bundled weights in zoo/."""
