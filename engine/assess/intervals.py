"""Confidence intervals: for shares of points, and for the difference between two maps of the same places."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
RESAMPLES = 10_000

Statistic = Callable[[NDArray[Any]], NDArray[np.float64]]
"""Counts [..., a, b, ...] -> figure [...], e.g. :func:`.accuracy.mean_f1` or :func:`.boundary.boundary_f1`."""


@dataclass(frozen=True)
class Interval:
    """A figure with its interval at the chosen probability: low <= value <= high."""

    value: float
    low: float
    high: float


def wilson(successes: int, trials: int, level: float = LEVEL) -> Interval:
    """Score interval of a share, from points drawn at random.

    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); it stays inside 0-1
    and holds for few points and for shares near 0 or 1, which the normal approximation does not.

    Args:
        successes: Number of successes, 0 to ``trials``; e.g. points that the map classifies correctly.
        trials: Number of points.
        level: Probability that the interval contains the true share.

    Returns:
        Shares 0-1; without points the value is NaN and the interval 0-1.

    Raises:
        ValueError: More successes than trials, or negative ones.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a share.")
    if trials == 0:
        return Interval(math.nan, 0.0, 1.0)
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share = successes / trials
    shrink = 1 / (1 + z * z / trials)
    centre = shrink * (share + z * z / (2 * trials))
    half = shrink * z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    low = 0.0 if successes == 0 else centre - half
    return Interval(share, low, 1.0 if successes == trials else centre + half)


def student_tail(t: float, degrees: float) -> float:
    """Probability that a variable of Student's t distribution is above ``t``.

    With t = sqrt(degrees) tan(a) the density is proportional to cos(a) ** (degrees - 1), which is integrated from there
    to a right angle.

    Args:
        t: Any number, including infinity.
        degrees: Degrees of freedom, at least 1; need not be whole.
    """
    angles = np.linspace(math.atan(abs(t) / math.sqrt(degrees)), math.pi / 2, 2001)
    heights = np.cos(angles).clip(min=0) ** (degrees - 1)
    area = float((heights[1:] + heights[:-1]).sum() / 2 * (angles[1] - angles[0]))
    tail = area * math.exp(math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2)) / math.sqrt(math.pi)
    return tail if t >= 0 else 1 - tail


def bootstrap(
    units: NDArray[Any], statistic: Statistic, *, resamples: int = RESAMPLES, seed: int = 0, level: float = LEVEL
) -> Interval:
    """Percentile interval of a figure over places: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), 13.

    Args:
        units: [units, ...], additive counts of each place, e.g. confusion matrices. Pixels of one place are correlated,
            so places are drawn, never pixels; crops that touch belong to one place.
        statistic: Figure of the sum over places.
        resamples: Number of draws.
        seed: Seed of the draws.
        level: Probability that the interval covers.

    Raises:
        ValueError: ``units`` has no places.
    """
    draws = _draw(units, resamples, seed)
    return _interval(float(statistic(units.sum(axis=0))), statistic(draws), level)


def paired_bootstrap(
    ours: NDArray[Any],
    theirs: NDArray[Any],
    statistic: Statistic,
    *,
    resamples: int = RESAMPLES,
    seed: int = 0,
    level: float = LEVEL,
) -> Interval:
    """Interval of the difference of a figure between two maps: each draw takes the same places for both.

    Trainings with different seeds are different maps: compare them one by one and show them side by side; pooled, their
    places would count twice.

    Args:
        ours: [units, ...], additive counts as in :func:`bootstrap`.
        theirs: [units, ...] of the same places in the same order.
        statistic: Figure of the sum over places.
        resamples: Number of draws.
        seed: Seed of the draws.
        level: Probability that the interval covers.

    Returns:
        Figure of ours minus figure of theirs.

    Raises:
        ValueError: ``ours`` has no places, or the numbers of places differ.
    """
    if len(ours) != len(theirs):
        raise ValueError(f"{len(ours)} places against {len(theirs)}: a paired comparison needs the same places.")
    differences = statistic(_draw(ours, resamples, seed)) - statistic(_draw(theirs, resamples, seed))
    value = float(statistic(ours.sum(axis=0)) - statistic(theirs.sum(axis=0)))
    return _interval(value, differences, level)


def _draw(units: NDArray[Any], resamples: int, seed: int) -> NDArray[Any]:
    """[resamples, ...]: sums over places drawn with replacement, as many as ``units`` has."""
    count = len(units)
    if count == 0:
        raise ValueError("There are no places to draw from.")
    times = np.random.default_rng(seed).multinomial(count, np.full(count, 1 / count), size=resamples)
    sums: NDArray[Any] = (times @ units.reshape(count, -1)).reshape(resamples, *units.shape[1:])
    return sums


def _interval(value: float, draws: NDArray[np.float64], level: float) -> Interval:
    low, high = np.nanquantile(draws, (0.5 - level / 2, 0.5 + level / 2))
    return Interval(value, min(float(low), value), max(float(high), value))
