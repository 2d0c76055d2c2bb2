"""How many points a sample needs, and how they are divided among the strata."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]


def points_needed(sizes: Sequence[int], expected: Sequence[float], error: float) -> int:
    """Number of points for a wanted standard error of the overall accuracy.

    n = (sum of W S)^2 / (SE^2 + sum of W S^2 / N), with S = sqrt(U (1 - U)): Olofsson et al. 2014, equation 13, with
    the term for small areas.

    Args:
        sizes: Pixels of each stratum.
        expected: Expected user's accuracy of each stratum, 0-1.
        error: Wanted standard error, 0-1.

    Returns:
        At least 1.
    """
    weights = np.asarray(sizes, np.float64) / sum(sizes)
    spread = np.sqrt(np.asarray(expected) * (1 - np.asarray(expected)))
    few = error**2 + float(weights @ spread**2) / sum(sizes)
    return max(1, math.ceil(round(float(weights @ spread) ** 2 / few, 6)))


def allocate(number: int, sizes: Sequence[int], expected: Sequence[float], how: str, minimum: int) -> NDArray[np.int64]:
    """Divide points among strata.

    Args:
        number: Points of all strata together; more if the fewest points of each demand it.
        sizes: Pixels of each stratum; no stratum gets more points than pixels.
        expected: Expected user's accuracy of each stratum, 0-1.
        how: "proportional" to the sizes, "equal", or "optimal", in proportion to size and spread, which makes the
            error of the overall accuracy smallest (Cochran, "Sampling Techniques", 1977, section 5.5).
        minimum: Fewest points of a stratum; what the others get is divided as before (Olofsson et al. 2014, 5.1.2).

    Returns:
        Points of each stratum.
    """
    pixels = np.asarray(sizes, np.int64)
    spread = np.sqrt(np.asarray(expected) * (1 - np.asarray(expected)))
    wish = {
        "proportional": pixels.astype(np.float64),
        "equal": (pixels > 0).astype(np.float64),
        # A stratum that is expected to be without error still needs points, to find out.
        "optimal": pixels * np.maximum(spread, 0.01),
    }[how]
    least = np.minimum(minimum, pixels)
    fixed = np.zeros(len(pixels), np.bool_)
    points = np.zeros(len(pixels))
    while not fixed.all() and wish[~fixed].sum() > 0:
        rest = max(0.0, number - points[fixed].sum())
        points[~fixed] = rest * wish[~fixed] / wish[~fixed].sum()
        small, large = ~fixed & (points < least), ~fixed & (points > pixels)
        # One bound at a time: what one stratum gets or leaves changes the others.
        bound = small if small.any() else large
        if not bound.any():
            break
        points[bound] = np.where(small[bound], least[bound], pixels[bound])
        fixed |= bound
    return _rounded(points, pixels)


def _rounded(points: Shares, most: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole numbers with the same sum, by largest remainder."""
    whole = np.floor(points + 1e-9).astype(np.int64)
    missing = round(float(points.sum())) - int(whole.sum())
    for index in np.argsort(whole - points, kind="stable"):
        if missing <= 0:
            break
        if whole[index] < most[index]:
            whole[index] += 1
            missing -= 1
    return whole
