"""Assesses accuracy: counts, figures, intervals, truth."""
