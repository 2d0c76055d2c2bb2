"""Accuracy: counts, figures, intervals, truth."""
