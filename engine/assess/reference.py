"""References for a map: what their labels mean, and rasters and polygons on its grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import Resampling

from ...contract.errors import RequestError
from ...contract.requests import NOT_SURE, Area, ReferencePolygons
from ..raster.area import shape_of
from ..raster.datasets import Recipe
from ..raster.geodesy import degrees_text
from ..raster.grid import Grid, Window
from ..raster.projection import pyproj
from .accuracy import UNKNOWN
from .class_map import ClassMap, Codes, MapClass, class_text, nodata_of, open_values, read_window
from .zones import ShapesOnGrid

UNSURE, UNLABELLED = -1, -2
"""Numbers of a label that leaves the class open, and of an empty one."""

_MOST_SHOWN = 10


def meaning_of_labels(labels: Iterable[str], classes: Sequence[MapClass], values: Mapping[str, str]) -> dict[str, int]:
    """Number of the map's class that each label means, or :data:`UNSURE`, or :data:`UNLABELLED`.

    Args:
        labels: Contents of the class field.
        classes: Classes of the map.
        values: Content of the field -> name or value of a class; others are themselves taken for one.

    Raises:
        RequestError: A label means no class of the map; the message lists both sides.
    """
    known = {
        key: number
        for number, one in reversed(list(enumerate(classes)))
        for key in (one.title.casefold(), one.name.casefold(), str(one.value))
    }
    open_ones = {str(NOT_SURE), "not sure"}
    meaning: dict[str, int] = {}
    foreign: list[str] = []
    for label in dict.fromkeys(labels):
        text = values.get(label, label).strip().casefold()
        if text in known:
            meaning[label] = known[text]
        elif text in open_ones:
            meaning[label] = UNSURE
        elif not text:
            meaning[label] = UNLABELLED
        else:
            foreign.append(label)
    if foreign:
        shown = ", ".join(foreign[:_MOST_SHOWN]) + (" ..." if len(foreign) > _MOST_SHOWN else "")
        raise RequestError(
            f"The reference has classes that the map has not: {shown}. The map has {class_text(classes)}.",
            "Say what they are with CLASS_VALUES: lawn=green,water=other.",
        )
    return meaning


class Reference(Protocol):
    """A reference for every pixel of a map, or for some.

    Attributes:
        extent: Degrees that it covers, for messages.
    """

    extent: str

    def read(self, window: Window) -> Codes:
        """Number of the class of each pixel of a window, [rows, columns]; 255 = unknown."""


class PolygonReference:
    """Polygons with a known class, on the grid of a map.

    Args:
        polygons: The polygons.
        meaning: Number of the class of each label.
        grid: Grid of the map.

    Raises:
        AreaError: A polygon cannot be read, or the polygons have no coordinate system.

    Attributes:
        many: Number of the polygons that have a class.
    """

    def __init__(self, polygons: ReferencePolygons, meaning: Mapping[str, int], grid: Grid) -> None:
        sure = [
            (text, number)
            for text, label in zip(polygons.wkt, polygons.labels, strict=True)
            if (number := meaning[label]) >= 0
        ]
        self.extent = _extent_of(polygons)
        self.many = len(sure)
        self._codes = np.array([*(number for _, number in sure), UNKNOWN], np.uint8)
        self._shapes = ShapesOnGrid(tuple(text for text, _ in sure), tuple(range(len(sure))), polygons.crs, grid)

    def numbers(self, window: Window) -> NDArray[np.int32]:
        """Number of the polygon of each pixel, [rows, columns]; -1 = none."""
        return self._shapes.read(window)

    def classes_of(self, numbers: NDArray[np.int32]) -> Codes:
        """Number of the class of each polygon; 255 = no polygon."""
        # NOWHERE is the last one.
        codes: Codes = self._codes[numbers]
        return codes

    def read(self, window: Window) -> Codes:
        """Number of the class of each pixel, [rows, columns]; 255 = no polygon."""
        return self.classes_of(self.numbers(window))


class RasterReference:
    """A class raster on the grid of a map, by nearest neighbour.

    Args:
        path: Path of the raster.
        map_: The map.
        values: Value -> name or value of a class of the map.
        stack: Closes the file at the end.
        remote: Whether the file may lie on the network.

    Raises:
        SourceError: The raster is unreadable, or does not hold whole numbers.
        GridError: The raster has no coordinate system.
    """

    def __init__(self, path: str, map_: ClassMap, values: Mapping[str, str], stack: ExitStack, *, remote: bool) -> None:
        raw, self._name = open_values(path, stack, remote=remote)
        self.extent = degrees_text(raw.crs.to_wkt(), tuple(raw.bounds))
        self._nodata, self._classes, self._values = nodata_of(raw), map_.classes, values
        self._meaning: dict[int, int] = {}
        self._dataset = warped(path, raw.dtypes[0], self._nodata, map_.grid, stack, remote=remote)

    def read(self, window: Window) -> Codes:
        """Number of the class of each pixel, [rows, columns]; 255 = unknown.

        Raises:
            RequestError: A value means no class of the map.
            SourceError: The pixels cannot be read.
        """
        values = read_window(self._dataset, window, self._name)
        valid = values != self._nodata
        if self._nodata is None:
            valid = read_window(self._dataset, window, self._name, band=2) != 0
        codes = np.full(values.shape, UNKNOWN, np.uint8)
        there = [int(value) for value in np.unique(values[valid])]
        self._learn([value for value in there if value not in self._meaning])
        for value in there:
            if self._meaning[value] >= 0:
                codes[valid & (values == value)] = self._meaning[value]
        return codes

    def _learn(self, values: Sequence[int]) -> None:
        named = {*self._values, *(str(one.value) for one in self._classes)}
        # 255 means unknown, unless it is itself named as a class.
        self._meaning |= {value: UNSURE for value in values if value == UNKNOWN and str(value) not in named}
        texts = [str(value) for value in values if value not in self._meaning]
        meaning = meaning_of_labels(texts, self._classes, self._values)
        self._meaning |= {int(text): number for text, number in meaning.items()}


def _extent_of(polygons: ReferencePolygons) -> str:
    found = shape_of(Area(wkt=polygons.wkt, crs=polygons.crs))
    if found is None:
        return ""
    shape, crs = found
    return degrees_text(pyproj.CRS.from_user_input(crs).to_wkt(), shape.bounds)


def warped(
    path: str,
    dtype: str,
    nodata: float | None,
    grid: Grid,
    stack: ExitStack,
    *,
    remote: bool,
    resampling: Resampling = Resampling.nearest,
) -> Any:
    """A raster on a grid; without a nodata value a second band is 0 where it has no pixels.

    Raises:
        SourceError: The raster cannot be opened.
    """
    raw = Recipe(path, remote).open(stack)
    same = raw.crs == CRS.from_wkt(grid.crs) and raw.transform.almost_equals(grid.transform, 1e-9 * grid.pixel)
    if same and raw.nodata == nodata is not None and (raw.width, raw.height) == (grid.width, grid.height):
        return raw
    warp: dict[str, Any] = {
        "crs": grid.crs,
        "transform": grid.transform,
        "width": grid.width,
        "height": grid.height,
        "resampling": resampling,
        "dtype": dtype,
    }
    warp |= {"add_alpha": True} if nodata is None else {"src_nodata": nodata, "nodata": nodata}
    return Recipe(path, remote, warp=warp).open(stack)
