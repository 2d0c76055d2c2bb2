"""Strata of a map: the classes, in each zone, and the pixels along the edges between classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import GridError
from ..raster.area import MappedArea
from ..raster.areas import Areas
from ..raster.grid import Window
from .accuracy import UNKNOWN
from .class_map import BLOCK, ClassMap, Codes
from .zones import NOWHERE, ShapesOnGrid

OUTSIDE = -1
"""Number of a pixel that belongs to no stratum."""

EDGE = "edge"
"""Name of the stratum along the edges between classes."""

Numbers = NDArray[np.int32]

# Up to so many numbers, looking for each is quicker than finding out which there are.
_FEW = 8


@dataclass(frozen=True)
class Strata:
    """Strata of a map.

    Attributes:
        map: The class map.
        area: Area whose pixels count.
        by_class: Whether each class is a stratum; otherwise all pixels are one.
        edge_px: Pixels on each side of an edge between classes that are a stratum of their own; 0 = none.
        zones: Zones, each with strata of its own; pixels outside all of them do not count. None = no zones.
        zone_names: Names of the zones.
    """

    map: ClassMap
    area: MappedArea
    by_class: bool
    edge_px: int = 0
    zones: ShapesOnGrid | None = None
    zone_names: tuple[str, ...] = ()

    @property
    def _kinds(self) -> tuple[str, ...]:
        """Names of the strata of a zone."""
        if not self.by_class:
            return ("all",)
        edge = (EDGE,) if self.edge_px else ()
        return (*(one.name for one in self.map.classes), *edge)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the strata, in the order of their numbers."""
        if not self.zone_names:
            return self._kinds
        return tuple(f"{zone} / {kind}" for zone in self.zone_names for kind in self._kinds)

    def blocks(self) -> Iterator[Window]:
        """Windows of the grid that hold all pixels of the area, always in the same order."""
        return self.area.window.blocks(BLOCK)

    def read(self, window: Window) -> tuple[Numbers, Codes]:
        """Number of the stratum, -1 = none, and class of each pixel of a window, [rows, columns] each.

        Raises:
            SourceError: The map cannot be read.
        """
        around = window.expanded(self.edge_px).intersection(self.map.grid.window)
        wide = self.map.read(around)
        inner = np.s_[
            window.row - around.row : window.bottom - around.row, window.col - around.col : window.right - around.col
        ]
        classes = wide[inner]
        kinds = classes.astype(np.int32) if self.by_class else np.zeros(classes.shape, np.int32)
        if self.by_class and self.edge_px:
            kinds[near_edges(wide, self.edge_px)[inner]] = len(self.map.classes)
        counted = classes != UNKNOWN
        mask = self.area.mask(window)
        if mask is not None:
            counted &= mask
        if self.zones is not None:
            zones = self.zones.read(window)
            counted &= zones != NOWHERE
            kinds += zones * len(self._kinds)
        kinds[~counted] = OUTSIDE
        return kinds, classes

    def count(self, areas: Areas, advance: Callable[[float], None]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Pixels of each stratum in each block, [blocks, strata], and area of each stratum, km2, [strata].

        Args:
            areas: Measures the pixels of the map's grid.
            advance: Called with the fraction done, 0-1; may raise to stop.
        """
        windows = list(self.blocks())
        pixels = np.zeros((len(windows), len(self.names)), np.int64)
        km2 = np.zeros(len(self.names))
        for number, window in enumerate(windows):
            strata, _ = self.read(window)
            pixels[number], found = measure_numbers(strata, len(self.names), areas, window)
            km2 += found
            advance((number + 1) / len(windows))
        return pixels, km2


def near_edges(classes: Codes, distance: int) -> NDArray[np.bool_]:
    """Pixels within a square of ``2 distance - 1`` pixels around a pixel that touches another class at a side."""
    edge = np.zeros(classes.shape, np.bool_)
    known = classes != UNKNOWN
    for one, other in ((np.s_[1:], np.s_[:-1]), (np.s_[:, 1:], np.s_[:, :-1])):
        differs = (classes[one] != classes[other]) & known[one] & known[other]
        edge[one] |= differs
        edge[other] |= differs
    for _ in range(distance - 1):
        grown = edge.copy()
        grown[1:] |= edge[:-1]
        grown[:-1] |= edge[1:]
        edge = grown.copy()
        edge[:, 1:] |= grown[:, :-1]
        edge[:, :-1] |= grown[:, 1:]
    return edge


def measure_numbers(
    numbers: NDArray[np.integer[Any]], many: int, areas: Areas, window: Window
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Pixels of each number, [many], and their area on the ground, km2, [many].

    Areas are summed row by row: in degrees, rows differ.

    Args:
        numbers: Numbers of a window, [rows, columns]; those outside 0 to many - 1 are not counted.
        many: Number of numbers.
        areas: Measures the pixels of the grid.
        window: The window in the grid.

    Raises:
        GridError: Pixels that count lie outside the Earth.
    """
    pixels, km2 = np.zeros(many, np.int64), np.zeros(many)
    rows = np.arange(window.row, window.bottom) + 0.5
    of_row = areas.pixels_km2(np.full(len(rows), window.col + window.width / 2), rows)
    for number in range(many) if many <= _FEW else np.flatnonzero(_present(numbers, many)):
        in_rows = np.count_nonzero(numbers == number, axis=1)
        pixels[number] = in_rows.sum()
        km2[number] = in_rows[in_rows > 0] @ of_row[in_rows > 0]
    if not np.isfinite(km2).all():
        raise GridError("Pixels of the map lie outside the Earth.", "Assign the right coordinate system.")
    return pixels, km2


def _present(numbers: NDArray[np.integer[Any]], many: int) -> NDArray[np.int64]:
    """Pixels of each number, [many]."""
    return np.bincount(numbers[(numbers >= 0) & (numbers < many)], minlength=many)
