"""Accuracy of a map, zone by zone: the figures, and their CSV table."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import OutputError
from ..assess.class_map import MapClass
from ..assess.design_based import Assessment
from ..assess.stratified import Estimate

HA_PER_KM2 = 100.0

_COLUMNS = ("zone", "figure", "class", "reference_class", "value", "standard_error", "low", "high", "unit")


@dataclass(frozen=True)
class ZoneAccuracy:
    """Accuracy in one zone, or in all together.

    Attributes:
        name: Name of the zone.
        made: The assessment.
        km2: Area that the shares refer to, km2 on the ground.
        mapped_km2: Area of each class on the map, km2, [classes].
        assisted: Share of the class of the probability raster, by the difference estimator; None = none.
    """

    name: str
    made: Assessment
    km2: float
    mapped_km2: NDArray[np.float64]
    assisted: Estimate | None = None

    def area_ha(self, number: int) -> Estimate:
        """Area of a class by the reference, hectares."""
        return self.made.classes[number].share.times(self.km2 * HA_PER_KM2)


def write_accuracy_table(
    target: Path, zones: Sequence[ZoneAccuracy], classes: Sequence[MapClass], assisted_class: int, *, kappa: bool
) -> None:
    """Write a row per zone, figure and class; empty = not defined.

    Args:
        target: Path of the file.
        zones: The zones, all together last.
        classes: Classes of the map.
        assisted_class: Number of the class of the probability raster.
        kappa: Whether to write kappa.

    Raises:
        OutputError: The file cannot be written.
    """
    try:
        with target.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for zone in zones:
                writer.writerows([zone.name, *row] for row in _rows(zone, classes, assisted_class, kappa=kappa))
    except OSError as error:
        target.unlink(missing_ok=True)
        raise OutputError(f"{target.name} cannot be written: {error.strerror}.") from None


def _rows(
    zone: ZoneAccuracy, classes: Sequence[MapClass], assisted_class: int, *, kappa: bool
) -> Iterator[tuple[str, ...]]:
    made = zone.made
    unit = "points" if made.sampled else "pixels"
    for row, mapped in enumerate(classes):
        for column, real in enumerate(classes):
            yield ("count", mapped.name, real.name, str(int(made.counts[row, column])), "", "", "", unit)
            yield ("share", mapped.name, real.name, _exact(made.shares[row, column]), "", "", "", "1")
    yield ("overall_accuracy", "", "", *_estimate(made.overall, 0, 1), "1")
    if kappa:
        yield ("kappa", "", "", _exact(made.kappa), "", "", "", "1")
    for number, one in enumerate(classes):
        figures = made.classes[number]
        for name, value in (
            ("users_accuracy", figures.users),
            ("producers_accuracy", figures.producers),
            ("f1", figures.f1),
            ("iou", figures.iou),
            ("share_of_area", figures.share),
        ):
            yield (name, one.name, "", *_estimate(value, 0, 1), "1")
        yield ("area", one.name, "", *_estimate(zone.area_ha(number), 0, zone.km2 * HA_PER_KM2), "ha")
        yield ("mapped_area", one.name, "", _exact(float(zone.mapped_km2[number]) * HA_PER_KM2), "", "", "", "ha")
    if zone.assisted is not None:
        area = zone.assisted.times(zone.km2 * HA_PER_KM2)
        yield ("model_assisted_area", classes[assisted_class].name, "", *_estimate(area, 0, math.inf), "ha")


def _estimate(estimate: Estimate, low: float, high: float) -> tuple[str, str, str, str]:
    if math.isnan(estimate.error):
        return (_exact(estimate.value), "", "", "")
    interval = estimate.interval(low, high)
    return (_exact(estimate.value), _exact(estimate.error), _exact(interval.low), _exact(interval.high))


def _exact(value: float) -> str:
    return "" if math.isnan(value) else f"{value:.8g}"
