"""Finds clear ground in the scene classification (SCL) of Sentinel-2 Level-2A."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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

BRIGHT = (8, 9)
"""Classes of what is as bright as a cloud: medium and high probability."""

FEWEST_DAYS = 3
"""Days from which on ground that is bright on every one of them is a roof; a cloud does not stay."""

RIM_PX = 4 * NARROWEST_PX + SPREAD_PX
"""Pixels around a window that its masks depend on."""

Mask = NDArray[np.bool_]

# By class; the last one stands for whatever is none.
_IS_CLOUDY, _IS_KEPT = (np.isin(np.arange(13), classes) for classes in (CLOUDY, (*CLEAR, *CLOUDY)))


def bright_ground(days: Sequence[Sequence[NDArray[np.uint8]]]) -> Mask:
    """Wide ground that is a cloud on every day: roofs of halls and warehouses.

    Args:
        days: Scene classifications of each day on one grid of 10 m, [rows, columns]; at least one.

    Returns:
        bool [rows, columns]; within ``2 * NARROWEST_PX`` of the edges it depends on what lies beyond.
    """
    counts = np.zeros(days[0][0].shape, np.uint16)
    always = np.ones(counts.shape, np.bool_)
    for scenes in days:
        seen = np.zeros_like(always)
        for classes in scenes:
            here = classes > 0
            seen |= here
            always &= ~here | (classes == BRIGHT[0]) | (classes == BRIGHT[1])
        counts += seen
    return _without_narrow(always & (counts >= FEWEST_DAYS))


def clear_ground(classes: NDArray[np.unsignedinteger[Any]], roofs: Mask | None = None) -> Mask:
    """Pixels without clouds and their shadows.

    Clouds narrower than ``2 * NARROWEST_PX + 1`` pixels are taken for roofs; the others are widened by ``SPREAD_PX``,
    because their borders are thin. Pixels without data, saturated or dark pixels and snow are not clear.

    Args:
        classes: Scene classification on a grid of 10 m, [rows, columns].
        roofs: :func:`bright_ground`, which is not clear, but hides nothing around it.

    Returns:
        bool [rows, columns]; within ``RIM_PX`` of the edges it depends on what lies beyond.
    """
    cloudy = _IS_CLOUDY.take(classes, mode="clip")
    kept = _IS_KEPT.take(classes, mode="clip")
    if roofs is not None:
        cloudy &= ~roofs
        kept &= ~roofs
    if not cloudy.any():
        return kept
    result: Mask = kept & ~near(_without_narrow(cloudy), SPREAD_PX)
    return result


def _without_narrow(mask: Mask) -> Mask:
    """The mask without what is narrower than ``2 * NARROWEST_PX + 1`` pixels (an opening)."""
    return near(~near(~mask, NARROWEST_PX), NARROWEST_PX) if mask.any() else mask
