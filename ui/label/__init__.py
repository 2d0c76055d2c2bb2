"""The panel Label Points: interpreters label a sample, point by point."""
