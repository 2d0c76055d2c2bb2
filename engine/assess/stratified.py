"""Estimates from points drawn at random in strata: totals, shares and ratios, with their standard errors.

Stehman, "Estimating area and map accuracy for stratified random sampling when the strata are different from the map
classes", International Journal of Remote Sensing 35 (2014): every figure of a map is the ratio of two stratified means,
of a number y and a number x per point. Where the strata are the map's classes the formulas are those of Olofsson et
al., "Good practices for estimating area and assessing accuracy of land change", Remote Sensing of Environment 148
(2014). A simple random sample is one stratum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .intervals import LEVEL, Interval

Numbers = NDArray[Any]


@dataclass(frozen=True)
class Estimate:
    """A figure and its standard error; NaN where undefined or unknown."""

    value: float
    error: float

    def interval(self, low: float = -math.inf, high: float = math.inf, level: float = LEVEL) -> Interval:
        """Interval by the normal approximation, cut at the figure's limits; without an error all that is possible."""
        if math.isnan(self.value) or math.isnan(self.error):
            return Interval(self.value, low, high)
        half = NormalDist().inv_cdf(0.5 + level / 2) * self.error
        return Interval(self.value, max(low, self.value - half), min(high, self.value + half))

    def times(self, factor: float) -> Estimate:
        """The figure in another unit."""
        return Estimate(self.value * factor, self.error * abs(factor))


UNDEFINED = Estimate(math.nan, math.nan)


@dataclass(frozen=True)
class Sample:
    """Points and their strata.

    Attributes:
        stratum: Number of the stratum of each point, [points], 0 to strata - 1.
        sizes: Size of each stratum in pixels, [strata]. A stratum without points takes no part: nothing is known of it.

    Raises:
        ValueError: A point lies in a stratum that does not exist or has no size.
    """

    stratum: NDArray[np.intp]
    sizes: NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.stratum.size and not 0 <= self.stratum.min() <= self.stratum.max() < len(self.sizes):
            raise ValueError("A point lies in a stratum that does not exist.")
        if not (self.sizes[self.stratum] > 0).all():
            raise ValueError("A point lies in a stratum without a size.")

    @property
    def points(self) -> NDArray[np.int64]:
        """Number of points of each stratum, [strata]."""
        return np.bincount(self.stratum, minlength=len(self.sizes)).astype(np.int64)

    @property
    def weights(self) -> NDArray[np.float64]:
        """Pixels that each point stands for, [points]."""
        return (self.sizes / np.maximum(self.points, 1))[self.stratum]

    @property
    def size(self) -> float:
        """Pixels of all strata that have points."""
        return float(self.sizes[self.points > 0].sum())

    def total(self, values: Numbers) -> Estimate:
        """Sum of a number over all pixels, from its value at each point, [points] (Stehman 2014, equation 3)."""
        variance = self._variance(np.asarray(values, np.float64), np.asarray(values) != 0)
        return Estimate(float(self.weights @ values), math.sqrt(variance))

    def ratio(self, above: Numbers, below: Numbers) -> Estimate:
        """Sum of one number divided by the sum of another one (Stehman 2014, equations 24 to 28).

        Args:
            above: Number of each point, [points], e.g. whether it is of the class and found.
            below: Number of each point, [points], e.g. whether it is of the class (producer's accuracy), was found
                (user's accuracy), or 1 (share of the area).
        """
        denominator = float(self.weights @ below)
        if denominator == 0:
            return UNDEFINED
        ratio = float(self.weights @ above) / denominator
        # The variance of y - R x: the paper's three terms in one.
        takes_part = (np.asarray(above) != 0) | (np.asarray(below) != 0)
        return Estimate(ratio, math.sqrt(self._variance(above - ratio * np.asarray(below), takes_part)) / denominator)

    def _variance(self, values: NDArray[np.float64], takes_part: NDArray[np.bool_]) -> float:
        """Variance of the estimated sum; NaN if a single point of a stratum, which knows no spread, takes part."""
        points = self.points
        sums = np.bincount(self.stratum, values, len(points))
        means = sums / np.maximum(points, 1)
        squares = np.bincount(self.stratum, (values - means[self.stratum]) ** 2, len(points))
        # Outside a zone all numbers are 0, so that such a point does not matter.
        if (points[self.stratum[takes_part]] == 1).any():
            return math.nan
        many = points > 1
        size, count = self.sizes[many], points[many]
        return float((size**2 * (1 - np.minimum(count / size, 1)) * squares[many] / (count - 1) / count).sum())
