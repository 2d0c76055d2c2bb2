"""Calibration: does a probability of 70 % mean that 70 % of such pixels are the class?

Everything is computed from counts of pixels by whole percent, which add up over tiles, maps and places.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
"""Pixels by their probability in whole percent, and by whether they are the class: [101, 2], 0 = no, 1 = yes."""

LEVELS = 101
"""Levels of probability: 0 to 100 %."""

BINS = 10
"""Bins of equal width of a reliability diagram."""

LEAST, MOST = 0.2, 20.0
"""Range of temperatures that are fitted."""

_ENDS = 0.25
"""A map states 0 and 100 % for everything below 0.5 and above 99.5 %: the middle of these, percent."""


def count(percent: NDArray[np.uint8], is_class: NDArray[np.bool_]) -> Counts:
    """Count pixels.

    Args:
        percent: Probability of the class, whole percent, 0-100, any shape.
        is_class: Whether the pixel is the class, same shape.

    Raises:
        ValueError: A probability above 100.
    """
    if percent.size and percent.max() > 100:
        raise ValueError(f"A probability of {percent.max()} %: nodata has to be left out.")
    keys = percent.astype(np.intp) * 2 + is_class
    return np.bincount(keys.ravel(), minlength=2 * LEVELS).reshape(LEVELS, 2).astype(np.int64)


def reliability(counts: Counts) -> list[tuple[float, float, int]]:
    """Points of the reliability diagram.

    Returns:
        Mean probability, share of the class (both 0-1) and number of pixels of each bin that has pixels; the bins
        reach from 0 to below 10 %, ... , from 90 to 100 %.
    """
    levels = np.arange(LEVELS)
    bins = np.minimum(levels // (100 // BINS), BINS - 1)
    points = []
    for number in range(BINS):
        members = counts[bins == number]
        pixels = int(members.sum())
        if pixels:
            stated = float(members.sum(axis=1) @ levels[bins == number]) / 100 / pixels
            points.append((stated, float(members[:, 1].sum()) / pixels, pixels))
    return points


def calibration_error(counts: Counts) -> float:
    """Expected calibration error, 0-1; NaN without pixels.

    The mean over the bins, weighted by their pixels, of the difference between stated probability and share of the
    class: Guo et al., "On calibration of modern neural networks", ICML 2017, equation 3, for the probability of the
    class in place of the confidence of the winner.
    """
    points = reliability(counts)
    pixels = sum(number for *_, number in points)
    return sum(number * abs(stated - true) for stated, true, number in points) / pixels if pixels else float("nan")


def fit_temperature(counts: Counts) -> float:
    """The temperature that makes the counted pixels most likely (Guo et al. 2017, section 4.2).

    The negative log-likelihood is convex in 1 / temperature, so bisection of its slope finds the minimum.

    Returns:
        Temperature within ``LEAST`` and ``MOST``; above 1 the model is too sure. 1 without pixels.
    """
    logits = _logits()
    no, yes = counts.astype(np.float64).T
    if not counts.any():
        return 1.0

    def slope(sharpness: float) -> float:
        """Slope of the log-likelihood at 1 / temperature."""
        return float(logits @ (yes - (yes + no) / (1 + np.exp(-sharpness * logits))))

    low, high = 1 / MOST, 1 / LEAST
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return 1 / low


def calibrated(temperature: float) -> NDArray[np.uint8]:
    """Table from a probability in whole percent to the calibrated one, uint8 [101].

    Divides the logit by the temperature. 50 % stays the border between the class and the rest, exactly: what was below
    it stays below, so that a map at the usual threshold does not change.
    """
    table = np.rint(100 / (1 + np.exp(-_logits() / temperature))).astype(np.uint8)
    steps = np.arange(LEVELS)
    if temperature == 1:
        return steps.astype(np.uint8)
    return np.where(steps < 50, np.minimum(table, 49), np.maximum(table, 50)).astype(np.uint8)


def recounted(counts: Counts, temperature: float) -> Counts:
    """The counts with calibrated probabilities."""
    moved = np.zeros_like(counts)
    np.add.at(moved, calibrated(temperature), counts)
    return moved


def _logits() -> NDArray[np.float64]:
    share = np.clip(np.arange(float(LEVELS)), _ENDS, 100 - _ENDS) / 100
    result: NDArray[np.float64] = np.log(share / (1 - share))
    return result
