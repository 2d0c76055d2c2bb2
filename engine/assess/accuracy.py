"""Confusion matrices and the figures derived from them.

A confusion matrix is int64 [..., classes, classes]: rows are the truth, columns the map, cells count pixels or points.
Matrices of tiles and of places add up. Every figure is 0-1, acts on the last two axes, so that a whole stack of
matrices is one call, and is NaN where undefined: the precision of a class that was found nowhere, the recall of one
that does not occur.

Definitions: Congalton, "A review of assessing the accuracy of classifications of remotely sensed data", Remote Sensing
of Environment 37 (1991); F1 after van Rijsbergen, "Information Retrieval" (1979), chapter 7; IoU is Jaccard's index.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = 255
"""Label of pixels of unknown class."""

Matrix = NDArray[np.int64]
Values = NDArray[np.float64]


def confusion(truth: NDArray[Any], found: NDArray[Any], classes: int, ignore: int = UNKNOWN) -> Matrix:
    """Count pixels by true and found class.

    Args:
        truth: Integers of any shape, 0 to classes - 1, or ``ignore``.
        found: Integers of the same shape. Pixels that are ``ignore`` here (nodata in a map) are skipped as well.
        classes: Number of classes.
        ignore: Value of pixels to skip.

    Returns:
        [classes, classes], rows are the truth.

    Raises:
        ValueError: The shapes differ, or a value is neither a class nor ``ignore``.
    """
    if truth.shape != found.shape:
        raise ValueError(f"The truth is {truth.shape}, the map {found.shape}: they must cover the same pixels.")
    known = (truth != ignore) & (found != ignore)
    rows, columns = truth[known].astype(np.int64), found[known].astype(np.int64)
    for name, values in (("truth", rows), ("map", columns)):
        if values.size and (values.min() < 0 or values.max() >= classes):
            raise ValueError(f"The {name} has values from {values.min()} to {values.max()}, not 0 to {classes - 1}.")
    return np.bincount(rows * classes + columns, minlength=classes * classes).reshape(classes, classes)


def one_against_rest(matrix: Matrix, value: int) -> Matrix:
    """[..., classes, classes] -> [..., 2, 2]: 0 all other classes, 1 the class ``value``."""
    hits = matrix[..., value, value]
    misses, alarms = matrix[..., value, :].sum(axis=-1) - hits, matrix[..., :, value].sum(axis=-1) - hits
    rest = matrix.sum(axis=(-2, -1)) - hits - misses - alarms
    return np.stack((np.stack((rest, alarms), axis=-1), np.stack((misses, hits), axis=-1)), axis=-2)


def overall_accuracy(matrix: Matrix) -> Values:
    """Share of correct pixels among those counted: [..., classes, classes] -> [...]."""
    return _ratio(_hits(matrix).sum(axis=-1), matrix.sum(axis=(-2, -1)))


def precision(matrix: Matrix) -> Values:
    """Share of the pixels found as a class that belong to it (user's accuracy): -> [..., classes]."""
    return _ratio(_hits(matrix), matrix.sum(axis=-2))


def recall(matrix: Matrix) -> Values:
    """Share of the pixels of a class that were found (producer's accuracy): -> [..., classes]."""
    return _ratio(_hits(matrix), matrix.sum(axis=-1))


def f1(matrix: Matrix) -> Values:
    """Harmonic mean of precision and recall, 2 TP / (2 TP + FP + FN): -> [..., classes]."""
    return _ratio(2 * _hits(matrix), matrix.sum(axis=-2) + matrix.sum(axis=-1))


def iou(matrix: Matrix) -> Values:
    """Intersection over union, TP / (TP + FP + FN): -> [..., classes]."""
    return _ratio(_hits(matrix), matrix.sum(axis=-2) + matrix.sum(axis=-1) - _hits(matrix))


def mean_f1(matrix: Matrix) -> Values:
    """Mean F1 of the classes that occur in truth or map: -> [...].

    Over two classes, a surface and the rest, it is the figure reported for ISA-1 (arXiv 2505.05367).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing counted at all: NaN
        return np.nanmean(f1(matrix), axis=-1)


def _hits(matrix: Matrix) -> Matrix:
    return np.diagonal(matrix, axis1=-2, axis2=-1)


def _ratio(part: Matrix, whole: Matrix) -> Values:
    """Quotient, NaN where the whole is 0."""
    return np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=np.asarray(whole) > 0)
