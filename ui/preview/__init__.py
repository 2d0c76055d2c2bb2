"""The live preview on the map canvas."""
