"""Finds clear ground in the scene classification (SCL) of Sentinel-2 Level-2A."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..assess.boundary import near

CLEAR = (4, 5, 6, 7)
"""Classes that are kept: vegetation, bare or built-up ground, water, unclassified."""

CLOUDY = (3, 8, 9, 10)
"""Classes that spread: cloud shadow, clouds of medium and high probability, thin cirrus."""

NARROWEST_PX = 2
"""Half of the width, in pixels of 10 m, up to which a cloud is none: bright roofs are narrower than clouds."""

SPREAD_PX = 10
"""Pixels of 10 m around a cloud that are left out with it."""

RIM_PX = 2 * NARROWEST_PX + SPREAD_PX
"""Pixels around a window that its mask depends on."""

Mask = NDArray[np.bool_]


def clear_ground(classes: NDArray[np.generic]) -> Mask:
    """Pixels without clouds and their shadows.

    Clouds narrower than ``2 * NARROWEST_PX + 1`` pixels are taken for roofs; the others are widened by ``SPREAD_PX``,
    because their borders are thin. Pixels without data, saturated or dark pixels and snow are not clear.

    Args:
        classes: Scene classification on a grid of 10 m, [rows, columns].

    Returns:
        bool [rows, columns]; within ``RIM_PX`` of the edges it depends on what lies beyond.
    """
    cloudy = np.isin(classes, CLOUDY)
    kept = np.isin(classes, (*CLEAR, *CLOUDY))
    if not cloudy.any():
        return kept
    wide = near(~near(~cloudy, NARROWEST_PX), NARROWEST_PX)
    result: Mask = kept & ~near(wide, SPREAD_PX)
    return result
