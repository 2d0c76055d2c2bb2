"""Boundary F1: how well the outlines of a map match the true ones.

After Csurka, Larlus and Perronnin, "What is a good evaluation measure for semantic segmentation?" (BMVC 2013):
precision is the share of the found boundary that has true boundary within a tolerance, recall the share of the true
boundary that has found boundary within it, boundary F1 their harmonic mean. The F1 of areas is dominated by the
interior of large surfaces; boundary F1 by their edges.

Lengths are counted in pixels and kept as int64 [..., 4] (found and near the truth, found, true and near the found one,
true), which adds up over tiles and places as confusion matrices do.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .accuracy import UNKNOWN

TOLERANCE_PX = 3

Mask = NDArray[np.bool_]


def boundary_masks(
    truth: NDArray[Any], found: NDArray[Any], value: int, tolerance: int = TOLERANCE_PX, ignore: int = UNKNOWN
) -> Mask:
    """Compare the boundary of one class, pixel by pixel.

    Args:
        truth: Integers [height, width]; pixels that are ``ignore`` have no boundary on either side.
        found: Integers [height, width].
        value: Value of the class.
        tolerance: Largest Euclidean distance between matching boundaries, pixels.
        ignore: Value of unknown pixels.

    Returns:
        [4, height, width]: found and near the truth, found, true and near the found one, true.

    Raises:
        ValueError: The shapes differ, or are not two-dimensional.
    """
    if truth.shape != found.shape or truth.ndim != 2:
        raise ValueError(f"The truth is {truth.shape}, the map {found.shape}: they must be images of one size.")
    known = truth != ignore
    true_edge, found_edge = boundary(truth == value, known), boundary(found == value, known)
    return np.stack(
        (found_edge & near(true_edge, tolerance), found_edge, true_edge & near(found_edge, tolerance), true_edge)
    )


def boundary_lengths(
    truth: NDArray[Any], found: NDArray[Any], value: int, tolerance: int = TOLERANCE_PX, ignore: int = UNKNOWN
) -> NDArray[np.int64]:
    """Number of pixels in each mask of :func:`boundary_masks`: int64 [4]."""
    masks = boundary_masks(truth, found, value, tolerance, ignore)
    return np.count_nonzero(masks, axis=(1, 2)).astype(np.int64)


def boundary_f1(lengths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Boundary F1 of lengths, [..., 4] -> [...], 0-1; NaN without any boundary, 0 with a boundary on one side only."""
    near_truth, found, near_found, true = np.moveaxis(np.asarray(lengths, dtype=np.float64), -1, 0)
    precision = np.divide(near_truth, found, out=np.zeros_like(found), where=found > 0)
    recall = np.divide(near_found, true, out=np.zeros_like(true), where=true > 0)
    both = precision + recall
    score = np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)
    return np.where(found + true > 0, score, np.nan)


def boundary(mask: Mask, known: Mask) -> Mask:
    """Pixels of the mask with a known 4-neighbour outside it; the image's edge is no boundary."""
    inside, outside = mask & known, ~mask & known
    edge = np.zeros_like(mask)
    edge[1:] |= inside[1:] & outside[:-1]
    edge[:-1] |= inside[:-1] & outside[1:]
    edge[:, 1:] |= inside[:, 1:] & outside[:, :-1]
    edge[:, :-1] |= inside[:, :-1] & outside[:, 1:]
    return edge


def near(mask: Mask, distance: int) -> Mask:
    """Pixels at most ``distance`` pixels, Euclidean, from the mask."""
    height, width = mask.shape
    padded = np.pad(mask, distance)
    # Widened along the rows, step by step: the disc's rows are the wider, the nearer they are to its centre.
    across, reached = padded[:, distance : distance + width].copy(), 0
    grown = np.zeros_like(mask)
    for row in range(distance, -1, -1):
        while reached < math.isqrt(distance * distance - row * row):
            reached += 1
            for left in (distance - reached, distance + reached):
                across |= padded[:, left : left + width]
        for top in {distance - row, distance + row}:
            grown |= across[top : top + height]
    return grown
