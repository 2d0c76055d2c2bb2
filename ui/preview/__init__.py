"""Live preview on the canvas."""
