"""Accuracy of a map from a sample of points, in all its figures: by class, for the area, and for each part of it.

Rows of a matrix are the map, columns the reference, as in Olofsson et al. (2014). The estimators are those of
:mod:`.stratified`; a part of the area is a domain: numbers of points outside it are 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .accuracy import UNKNOWN, Matrix, confusion, f1, iou, overall_accuracy, precision, recall
from .clusters import cluster_ratio
from .stratified import UNDEFINED, Estimate, Sample

Codes = NDArray[np.integer[Any]]
"""Number of the class of each point, [points], 0 to classes - 1."""


@dataclass(frozen=True)
class ClassAccuracy:
    """Figures of one class, 0-1.

    Attributes:
        users: Share of what is mapped as the class that belongs to it (precision).
        producers: Share of the class that is mapped as it (recall).
        f1: Harmonic mean of these two.
        iou: Intersection over union.
        mapped: Share of the area that the map gives to the class.
        share: Share of the area that is the class, by the reference.
    """

    users: Estimate
    producers: Estimate
    f1: Estimate
    iou: Estimate
    mapped: Estimate
    share: Estimate


@dataclass(frozen=True)
class Assessment:
    """Accuracy of a map in an area.

    Attributes:
        counts: Points or pixels, [classes, classes], rows are the map.
        shares: Shares of the area, [classes, classes], rows are the map; they add up to 1, or are NaN without points.
        overall: Overall accuracy, 0-1.
        classes: Figures of each class.
        sampled: Whether the figures are estimates from a sample.
    """

    counts: Matrix
    shares: NDArray[np.float64]
    overall: Estimate
    classes: tuple[ClassAccuracy, ...]
    sampled: bool = True

    @property
    def kappa(self) -> float:
        """Cohen's kappa of the shares of the area; NaN if chance explains everything.

        It answers no question about the map (Pontius and Millones, International Journal of Remote Sensing 32, 2011).
        """
        chance = float(self.shares.sum(axis=0) @ self.shares.sum(axis=1))
        return (self.overall.value - chance) / (1 - chance) if chance < 1 else float("nan")


def assess(
    found: Codes, true: Codes, sample: Sample, classes: int, inside: NDArray[np.bool_] | None = None
) -> Assessment:
    """Estimate the accuracy of a map.

    Args:
        found: Class of the map at each point.
        true: Class of the reference at each point.
        sample: Strata of the points.
        classes: Number of classes.
        inside: Points in the part of the area that counts, [points]; None = all.
    """
    here = np.ones(len(found), np.bool_) if inside is None else inside
    right = (found == true) & here

    def share_of(mask: NDArray[np.bool_]) -> Estimate:
        return sample.ratio(mask, here)

    figures = []
    for value in range(classes):
        mapped, real = (found == value) & here, (true == value) & here
        hits = mapped & real
        figures.append(
            ClassAccuracy(
                users=sample.ratio(hits, mapped),
                producers=sample.ratio(hits, real),
                f1=sample.ratio(2.0 * hits, mapped.astype(np.float64) + real),
                iou=sample.ratio(hits, mapped | real),
                mapped=share_of(mapped),
                share=share_of(real),
            )
        )
    keys = found[here].astype(np.intp) * classes + true[here]
    cells = np.bincount(keys, sample.weights[here], classes * classes).reshape(classes, classes)
    with np.errstate(invalid="ignore"):
        shares = cells / cells.sum()
    counts = np.bincount(keys, minlength=classes * classes).reshape(classes, classes).astype(np.int64)
    return Assessment(counts, shares, share_of(right), tuple(figures))


def compared(counts: Matrix, clusters: Matrix | None = None) -> Assessment:
    """Accuracy where the reference covers every pixel.

    Pixels of one raster are no sample: figures have no standard errors. Polygons may be one: with clusters, accuracies
    have those of :func:`.clusters.cluster_ratio`; areas, which are those of the polygons themselves, have none.

    Args:
        counts: Pixels, [classes, classes], rows are the map.
        clusters: Pixels of each polygon, [polygons, classes, classes]; None = the reference is a raster.
    """
    turned = counts.T
    total = counts.sum()
    users, producers, harmonic, union = (figure(turned) for figure in (precision, recall, f1, iou))

    def known(value: float) -> Estimate:
        return Estimate(float(value), float("nan"))

    shares = counts / total if total else np.full(counts.shape, np.nan)
    figures = tuple(
        ClassAccuracy(
            users=known(users[value]),
            producers=known(producers[value]),
            f1=known(harmonic[value]),
            iou=known(union[value]),
            mapped=known(shares[value].sum()),
            share=known(shares[:, value].sum()),
        )
        for value in range(len(counts))
    )
    overall = known(float(overall_accuracy(turned)))
    if clusters is not None:
        figures = tuple(_in_clusters(one, clusters, value) for value, one in enumerate(figures))
        overall = cluster_ratio(np.trace(clusters, axis1=1, axis2=2), clusters.sum(axis=(1, 2)))
    return Assessment(counts, shares, overall, figures, sampled=False)


def _in_clusters(one: ClassAccuracy, clusters: Matrix, value: int) -> ClassAccuracy:
    """The figures of a class with the standard errors of clusters."""
    hits, mapped, real = clusters[:, value, value], clusters[:, value].sum(axis=1), clusters[:, :, value].sum(axis=1)
    return replace(
        one,
        users=cluster_ratio(hits, mapped),
        producers=cluster_ratio(hits, real),
        f1=cluster_ratio(2 * hits, mapped + real),
        iou=cluster_ratio(hits, mapped + real - hits),
    )


def count_pixels(found: NDArray[np.uint8], true: NDArray[np.uint8], classes: int) -> Matrix:
    """Pixels by the classes of map and reference, [classes, classes], rows are the map; 255 is not counted."""
    return confusion(found, true, classes, UNKNOWN)


def assisted_share(
    probability: NDArray[np.float64],
    is_class: NDArray[np.bool_],
    sample: Sample,
    mean: float,
    inside: NDArray[np.bool_] | None = None,
) -> Estimate:
    """Share of a class from the map's probabilities, corrected by the points: the difference estimator.

    The mean probability of all pixels plus the mean error of the probabilities at the points: Saerndal, Swensson and
    Wretman, "Model Assisted Survey Sampling" (1992), section 6.3; McRoberts, "Satellite image-based maps: scientific
    inference or pretty pictures?", Remote Sensing of Environment 115 (2011). Unbiased however wrong the probabilities
    are; the better they are, the narrower the interval.

    Args:
        probability: Probability of the class at each point, [points], 0-1.
        is_class: Whether the reference has the class at each point, [points].
        sample: Strata of the points.
        mean: Mean probability of all pixels of the area, 0-1.
        inside: Points in the part of the area that counts, [points]; None = all.
    """
    here = np.ones(len(is_class), np.bool_) if inside is None else inside
    error = sample.ratio(np.where(here, is_class - probability, 0.0), here)
    return UNDEFINED if np.isnan(error.value) else Estimate(mean + error.value, error.error)
