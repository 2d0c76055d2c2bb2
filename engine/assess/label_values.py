"""The values of label rasters, in evaluation and in training."""

from __future__ import annotations

from collections.abc import Mapping

from .accuracy import UNKNOWN


def meaning_of(classes: Mapping[str, int]) -> dict[int, int]:
    """Class number of each value of a label raster: 255 means unknown, unless it is itself named as a class.

    Masks made for viewing have 0 and 255; label rasters have 255 for unknown. Only their user knows which it is.

    Args:
        classes: Value of the labels, as text -> class number.
    """
    return {UNKNOWN: UNKNOWN} | {int(value): number for value, number in classes.items()}
