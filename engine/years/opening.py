"""Leaves out what is narrower than a number of pixels: a morphological opening by a square.

Sentinel-2 images of two years do not lie on each other to the pixel of a 1 m map: until 2021 they were placed within
some metres only, and roofs lean by the side from which they were seen. Along every edge that makes a seam of false
change, which is long and narrow; true change, such as a building, is as wide as it is long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


def opened(mask: Mask, width: int) -> Mask:
    """The pixels of a mask that lie in a square of ``width`` pixels within it.

    Source: opening by a square, Soille, "Morphological Image Analysis", 2nd edition, section 4.2.

    Args:
        mask: [rows, columns], with a rim of ``width - 1`` pixels on each side, in which the squares may lie.
        width: Side of the square, pixels.

    Returns:
        The mask without its rim.
    """
    eroded = _along_both(mask, width, np.logical_and)
    return _along_both(eroded, width, np.logical_or)


def _along_both(mask: Mask, width: int, join: Callable[..., Any]) -> Mask:
    """Join each window of width x width pixels into one: in steps that double, as joining is idempotent."""
    for axis in (0, 1):
        done = 1
        while done < width:
            step = min(done, width - done)
            length = mask.shape[axis] - step
            first = mask[:length] if axis == 0 else mask[:, :length]
            second = mask[step:] if axis == 0 else mask[:, step:]
            mask = join(first, second)
            done += step
    return mask
