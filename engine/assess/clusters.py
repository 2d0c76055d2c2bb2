"""Intervals where pixels come in clusters: all pixels of each polygon of a reference.

Pixels of one polygon are alike, so that polygons are counted, not pixels. Every figure is the ratio of two sums over
the polygons, with the variance of the linearised ratio: Cochran, "Sampling Techniques" (3rd edition, 1977), section
3.12; Stehman, "Estimating standard errors of accuracy assessment statistics under cluster sampling", Remote Sensing of
Environment 60 (1997). It takes the polygons for a random sample of very many, which only those who chose them can know.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .stratified import UNDEFINED, Estimate

Numbers = NDArray[np.number[Any]]


def cluster_ratio(above: Numbers, below: Numbers) -> Estimate:
    """Sum of one number divided by the sum of another one, over clusters.

    Args:
        above: Number of each cluster, [clusters], e.g. its pixels that are right.
        below: Number of each cluster, [clusters], 0 or more, e.g. its pixels. Clusters with 0 take no part: of a class
            that they do not have they say nothing.

    Returns:
        The ratio, and its standard error, which is NaN if fewer than two clusters take part.
    """
    part = below > 0
    count, total = int(part.sum()), float(below.sum())
    if not count:
        return UNDEFINED
    ratio = float(above.sum()) / total
    if count < 2:
        return Estimate(ratio, math.nan)
    rest = above[part] - ratio * below[part]
    return Estimate(ratio, math.sqrt(count / (count - 1) * float(rest @ rest)) / total)
