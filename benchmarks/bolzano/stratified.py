"""Accuracy from stratified points whose strata are not the classes of the map.

Stehman, "Estimating area and map accuracy for stratified random sampling when the strata are different from the map
classes", International Journal of Remote Sensing 35 (2014): overall accuracy, recall and precision are all ratios of
two weighted means, with an indicator per point above and below.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from ...engine.assess.intervals import LEVEL, Interval

Flags = NDArray[np.bool_]


def stratified_ratio(
    above: Flags, below: Flags, strata: Sequence[str], sizes: Mapping[str, int], level: float = LEVEL
) -> Interval:
    """Share of ``below`` that is also ``above``, over the whole area.

    Args:
        above: Per point, e.g. whether it is of the class and found; never true if ``below`` is not.
        below: Per point, e.g. whether it is of the class (recall), was found (precision), or always (overall accuracy).
        strata: Stratum of each point.
        sizes: Size of each stratum, e.g. in pixels. A stratum without points is ignored: nothing is known of it.
        level: Probability with which the interval contains the true share.

    Returns:
        Shares 0-1, by the normal approximation clipped to 0 and 1; NaN and the full range if ``below`` is never true.

    Raises:
        ValueError: A point lies in a stratum without a size.
    """
    names = sorted(set(strata))
    if unknown := [name for name in names if name not in sizes]:
        raise ValueError(f"The stratum {unknown[0]} has no size.")
    members = [np.array([name == stratum for stratum in strata]) for name in names]
    totals = np.array([sizes[name] for name in names], dtype=np.float64)
    y = [above[here].astype(np.float64) for here in members]
    x = [below[here].astype(np.float64) for here in members]
    denominator = sum(total * part.mean() for total, part in zip(totals, x, strict=True))
    if denominator == 0:
        return Interval(math.nan, 0.0, 1.0)
    ratio = float(sum(total * part.mean() for total, part in zip(totals, y, strict=True)) / denominator)
    variance = 0.0
    for total, top, base in zip(totals, y, x, strict=True):
        count = len(top)
        # The variance of y - R x: the paper's three terms in one. A single point says nothing about its stratum.
        spread = float(np.var(top - ratio * base, ddof=1)) if count > 1 else 0.0
        variance += total**2 * (1 - count / total) * spread / count
    half = NormalDist().inv_cdf(0.5 + level / 2) * math.sqrt(variance) / denominator
    return Interval(ratio, max(0.0, ratio - half), min(1.0, ratio + half))
