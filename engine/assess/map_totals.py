"""Counts whole maps, block by block: areas of the classes, probabilities, and errors where a reference has pixels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..raster.areas import Areas
from ..raster.grid import Window
from .accuracy import UNKNOWN, Matrix
from .class_map import BLOCK, ClassMap, Codes
from .design_based import count_pixels
from .probability import ProbabilityMap
from .reference import PolygonReference, Reference
from .strata import measure_numbers
from .zones import NOWHERE, ShapesOnGrid

CELL = 64
"""Side of the squares whose errors are counted, pixels."""

_MOST_CELLS = 10_000
_MOST_COUNTERS = 2**20


@dataclass(frozen=True)
class Cell:
    """A square of a map with errors.

    Attributes:
        map: Number of the map.
        window: The square in pixels of the map.
        errors: Pixels whose classes differ.
        known: Pixels with both classes.
    """

    map: int
    window: Window
    errors: int
    known: int


@dataclass
class MapTotals:
    """Counts of all maps together.

    Attributes:
        zones: Number of zones.
        classes: Number of classes.
        pixels: Pixels of each class in each zone, [zones, classes].
        km2: Areas of these on the ground, km2, [zones, classes].
        probability: Sum of the probabilities in each zone, in pixels, [zones].
        likely: Pixels with a probability in each zone, [zones].
        matrices: Pixels by the classes of map and reference in each zone, [zones, classes, classes], rows are the map.
        cells: Squares with errors, those with most errors first.
        polygons: Number of polygons of the reference; 0 = it is none of polygons.
    """

    zones: int
    classes: int
    pixels: NDArray[np.int64] = field(init=False)
    km2: NDArray[np.float64] = field(init=False)
    probability: NDArray[np.float64] = field(init=False)
    likely: NDArray[np.int64] = field(init=False)
    matrices: Matrix = field(init=False)
    cells: list[Cell] = field(default_factory=list)
    polygons: int = 0
    _of_polygons: Counter[int] = field(init=False, default_factory=Counter)

    def __post_init__(self) -> None:
        self.pixels = np.zeros((self.zones, self.classes), np.int64)
        self.km2 = np.zeros((self.zones, self.classes))
        self.probability, self.likely = np.zeros(self.zones), np.zeros(self.zones, np.int64)
        self.matrices = np.zeros((self.zones, self.classes, self.classes), np.int64)

    def add(
        self,
        number: int,
        map_: ClassMap,
        zones: ShapesOnGrid | None,
        reference: Reference | None,
        probability: ProbabilityMap | None,
        advance: Callable[[float], None],
    ) -> None:
        """Count a map.

        Args:
            number: Number of the map, and of its zone if there are no zones.
            map_: The map.
            zones: Zones on the map's grid; None = the map is one.
            reference: Reference on the map's grid; None = none.
            probability: Probabilities on the map's grid; None = none.
            advance: Called with the fraction done, 0-1; may raise to stop.

        Raises:
            SourceError: A raster cannot be read.
            RequestError: A value of the reference means no class.
        """
        areas = Areas(map_.grid)
        windows = list(map_.grid.window.blocks(BLOCK))
        for done, window in enumerate(windows, start=1):
            codes = map_.read(window)
            zone = None if zones is None else zones.read(window)
            if zone is not None:
                codes[zone == NOWHERE] = UNKNOWN
            for one in [number] if zone is None else np.unique(zone[zone != NOWHERE]).tolist():
                here = codes if zone is None else np.where(zone == one, codes, UNKNOWN)
                pixels, km2 = measure_numbers(here, self.classes, areas, window)
                self.pixels[one] += pixels
                self.km2[one] += km2
                if probability is not None and pixels.any():
                    percent = probability.read(window)
                    known = (here != UNKNOWN) & (percent != UNKNOWN)
                    self.likely[one] += np.count_nonzero(known)
                    self.probability[one] += float(np.where(known, percent, 0).sum(dtype=np.int64)) / 100
            if reference is not None and (codes != UNKNOWN).any():
                self._compare(number, codes, reference, zone, window)
            advance(done / len(windows))

    def _compare(
        self, number: int, codes: Codes, reference: Reference, zone: NDArray[np.int32] | None, window: Window
    ) -> None:
        if isinstance(reference, PolygonReference):
            shapes = reference.numbers(window)
            truth = np.where(codes == UNKNOWN, codes, reference.classes_of(shapes))
            self.polygons = reference.many
            self._count_polygons(shapes, codes, truth, number if zone is None else zone)
        else:
            truth = np.where(codes == UNKNOWN, codes, reference.read(window))
        known = truth != UNKNOWN
        for one in [number] if zone is None else np.unique(zone[known]).tolist():
            here = known if zone is None else known & (zone == one)
            self.matrices[one] += count_pixels(codes[here], truth[here], self.classes)
        wrong = known & (codes != truth)
        if wrong.any():
            self.cells += [
                Cell(number, square.shifted(window.col, window.row), errors, seen)
                for square, errors, seen in _squares(wrong, known)
            ]
            self.cells.sort(key=lambda cell: -cell.errors)
            del self.cells[_MOST_CELLS:]

    def clusters(self, zones: Sequence[int]) -> Matrix:
        """Pixels by the classes of map and reference of each polygon with pixels, [polygons, classes, classes].

        Args:
            zones: Numbers of the zones whose pixels count.
        """
        wanted = set(zones)
        found: dict[int, Matrix] = {}
        for key, pixels in self._of_polygons.items():
            shape, cell = divmod(key, self.classes**2)
            zone, polygon = divmod(shape, self.polygons)
            if zone in wanted:
                cells = found.setdefault(polygon, np.zeros(self.classes**2, np.int64))
                cells[cell] += pixels
        return np.array(list(found.values()), np.int64).reshape(-1, self.classes, self.classes)

    def _count_polygons(
        self, shapes: NDArray[np.int32], codes: Codes, truth: Codes, zone: NDArray[np.int32] | int
    ) -> None:
        known = truth != UNKNOWN
        place = np.broadcast_to(zone, known.shape)[known].astype(np.int64) * self.polygons + shapes[known]
        keys = (place * self.classes + codes[known]) * self.classes + truth[known]
        if self.zones * self.polygons * self.classes**2 <= _MOST_COUNTERS:
            counts = np.bincount(keys)
            found = np.flatnonzero(counts)
            pixels = counts[found]
        else:
            # Slower, but its memory does not grow with the polygons.
            found, pixels = np.unique(keys, return_counts=True)
        self._of_polygons.update(dict(zip(found.tolist(), pixels.tolist(), strict=True)))


def _squares(wrong: NDArray[np.bool_], known: NDArray[np.bool_]) -> list[tuple[Window, int, int]]:
    """Squares of :data:`CELL` pixels with errors: window, errors, and pixels with both classes."""
    height, width = wrong.shape
    tops, lefts = np.arange(0, height, CELL), np.arange(0, width, CELL)
    errors, seen = (
        np.add.reduceat(np.add.reduceat(mask.astype(np.int32), tops, axis=0), lefts, axis=1) for mask in (wrong, known)
    )
    return [
        (
            Window(
                int(lefts[col]), int(tops[row]), int(min(CELL, width - lefts[col])), int(min(CELL, height - tops[row]))
            ),
            int(errors[row, col]),
            int(seen[row, col]),
        )
        for row, col in np.argwhere(errors)
    ]
