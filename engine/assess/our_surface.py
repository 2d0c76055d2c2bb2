"""One surface of a map in percent: a class of a class raster (0 or 100), or its probability."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...contract.errors import RequestError
from ..raster.grid import Grid, Window
from .accuracy import UNKNOWN
from .class_map import ClassMap, MapClass, class_text, grid_of, open_class_map, open_values
from .probability import ProbabilityMap, is_probability

FULL = 100


@dataclass(frozen=True)
class OurSurface:
    """A surface of a map.

    Attributes:
        name: Name of the map for messages.
        surface: The class.
        grid: Grid of the map.
        classes: The class raster; None = a probability raster.
        number: Number of the class in it.
        percent: The probability raster; None = a class raster.
    """

    name: str
    surface: MapClass
    grid: Grid
    classes: ClassMap | None
    number: int
    percent: ProbabilityMap | None

    def read(self, window: Window) -> NDArray[np.uint8]:
        """Percent of a window, [rows, columns]; 255 = no data.

        Raises:
            SourceError: The pixels cannot be read.
        """
        if self.percent is not None:
            return self.percent.read(window)
        if self.classes is None:
            raise AssertionError("a surface comes from one of the two")
        table = np.zeros(256, np.uint8)
        table[self.number], table[UNKNOWN] = FULL, UNKNOWN
        return table[self.classes.read(window)]

    def at(self, cols: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Whether pixels are the surface, 0 or 1, [points]; 255 = no data, or outside.

        Raises:
            SourceError: The pixels cannot be read.
        """
        if self.percent is not None:
            percent = self.percent.at(cols, rows)
            return np.where(percent == UNKNOWN, UNKNOWN, percent >= FULL // 2).astype(np.uint8)
        if self.classes is None:
            raise AssertionError("a surface comes from one of the two")
        codes = self.classes.at(cols, rows)
        return np.where(codes == UNKNOWN, UNKNOWN, codes == self.number).astype(np.uint8)

    @property
    def labels(self) -> tuple[MapClass, ...]:
        """Classes that labels of reference points may name."""
        rest = MapClass(0, "other", "Other", "#d9d9d9")
        return self.classes.classes if self.classes is not None else (rest, self.surface)


def open_surface(path: str, classes: Mapping[str, str], target: str, stack: ExitStack, *, remote: bool) -> OurSurface:
    """Open a class raster, or a probability raster of OneMetre.

    Raises:
        SourceError: The raster is neither.
        RequestError: The map has no such class.
        GridError: The raster has no coordinate system, or its pixels are not square and north up.
    """
    raw, name = open_values(path, stack, remote=remote)
    if is_probability(raw):
        grid = grid_of(raw, name)
        percent = ProbabilityMap(path, grid, stack, remote=remote)
        title = percent.target or "surface"
        return OurSurface(name, MapClass(1, title, title[:1].upper() + title[1:], "#7b3294"), grid, None, 1, percent)
    map_ = open_class_map(path, classes, stack, remote=remote)
    wanted = target.casefold() or "1"
    for number, one in enumerate(map_.classes):
        if wanted in (str(one.value), one.name.casefold(), one.title.casefold()):
            return OurSurface(name, one, map_.grid, map_, number, None)
    raise RequestError(
        f"{name} has no class {target or '1'}. It has {class_text(map_.classes)}.", "Name one of its classes as TARGET."
    )
