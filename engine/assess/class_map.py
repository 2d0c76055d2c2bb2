"""Class rasters: their classes, and the class of each pixel as a number."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterWindow

from ...contract.errors import GridError, RequestError, SourceError
from ..raster.datasets import Recipe
from ..raster.gdal_errors import GDAL_ERRORS, cause_of
from ..raster.geodesy import ground_size
from ..raster.georeference import refuse_unplaced
from ..raster.grid import Grid, Window
from ..raster.safe_paths import screen_path
from .accuracy import UNKNOWN

Codes = NDArray[np.uint8]
"""Numbers of classes in the order of the legend, 255 = no class."""

BLOCK = 2048
"""Side of the squares in which maps are read, pixels."""

MOST_CLASSES = 64
"""Largest number of different values of a class raster."""

_SQUARE = 512
_SMALLEST_M, _LARGEST_M = 1e-3, 1e5
_METRES_PER_DEGREE = 111_320.0
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_PALETTE = (
    "#7b3294", "#1b9e77", "#d95f02", "#1f78b4", "#e7298a", "#66a61e", "#e6ab02", "#a6761d", "#666666", "#b2df8a",
)  # fmt: skip
_REST = "#d9d9d9"


@dataclass(frozen=True)
class MapClass:
    """A class: value of its pixels, name in the file, title for people, colour as #rrggbb."""

    value: int
    name: str
    title: str
    color: str


class ClassMap:
    """An opened class raster.

    Args:
        name: Name for messages.
        dataset: The raster; its first band counts.
        grid: Grid of the raster.
        classes: Classes in the order of their numbers.

    Attributes:
        classes: Classes in the order of their numbers.
        dataset: The raster.
        left_out: Whether a pixel that was read has a value that is neither a class nor nodata.
    """

    def __init__(self, name: str, dataset: DatasetReader, grid: Grid, classes: Sequence[MapClass]) -> None:
        self.name, self.grid, self.classes = name, grid, tuple(classes)
        self.left_out = False
        self.dataset = dataset
        self._values = np.array([one.value for one in classes], np.int64)
        self._nodata = nodata_of(dataset)

    def read(self, window: Window) -> Codes:
        """Classes of a window of the grid, [rows, columns].

        Raises:
            SourceError: The pixels cannot be read.
        """
        return self._coded(read_window(self.dataset, window, self.name))

    def at(self, cols: NDArray[np.int64], rows: NDArray[np.int64]) -> Codes:
        """Classes of pixels, [points]; 255 outside the raster, too."""
        return self._coded(pixels_at(self.dataset, cols, rows, self.name, UNKNOWN))

    def _coded(self, values: NDArray[Any]) -> Codes:
        if values.dtype == np.uint8:
            codes: Codes = self._table()[values]
        else:
            places = np.searchsorted(self._values, values).clip(max=len(self._values) - 1)
            codes = np.where(self._values[places] == values, places, UNKNOWN).astype(np.uint8)
        if not self.left_out and (codes == UNKNOWN).any():
            odd = values[codes == UNKNOWN]
            self.left_out = bool(((odd != UNKNOWN) & (odd != self._nodata)).any())
        return codes

    def _table(self) -> Codes:
        table = np.full(256, UNKNOWN, np.uint8)
        small = (self._values >= 0) & (self._values < len(table))
        table[self._values[small]] = np.flatnonzero(small)
        return table


def open_class_map(path: str, classes: Mapping[str, str], stack: ExitStack, *, remote: bool) -> ClassMap:
    """Open a class raster.

    Args:
        path: Path of the raster.
        classes: Value -> name of its class, in place of what the file states; empty = as it states, else its values.
        stack: Closes the file at the end.
        remote: Whether the file may lie on the network.

    Raises:
        SourceError: The raster is unreadable, or has no classes.
        GridError: The raster has no coordinate system, or its pixels are not square and north up.
        RequestError: A class has an impossible value.
    """
    dataset, name = open_values(path, stack, remote=remote)
    grid = grid_of(dataset, name)
    found = _given(classes) if classes else _stated(dataset)
    if not found:
        values = _values_in(dataset, name)
        found = [_plain(number, value, f"{value}") for number, value in enumerate(values)]
    return ClassMap(name, dataset, grid, sorted(found, key=lambda one: one.value))


def open_values(path: str, stack: ExitStack, *, remote: bool) -> tuple[DatasetReader, str]:
    """Open a raster of whole numbers, and its name.

    Raises:
        SourceError: The raster is unreadable, or its first band does not hold whole numbers.
        GridError: The raster has no coordinate system.
    """
    screen_path(path, trust_remote=remote)
    recipe = Recipe(path, remote)
    dataset = recipe.open(stack)
    if dataset.count == 0 or np.dtype(dataset.dtypes[0]).kind not in "iu":
        kind = dataset.dtypes[0] if dataset.count else "no band"
        raise SourceError(
            f"{recipe.name} has no classes: its values are {kind}, not whole numbers.",
            "Choose a class raster, such as the OUTPUT of a mapping algorithm.",
        )
    refuse_unplaced(dataset, recipe.name)
    return dataset, recipe.name


def read_window(dataset: DatasetReader, window: Window, name: str, band: int = 1) -> NDArray[Any]:
    """Pixels of a window, [rows, columns].

    Raises:
        SourceError: The pixels cannot be read.
    """
    try:
        return dataset.read(band, window=RasterWindow(window.col, window.row, window.width, window.height))
    except GDAL_ERRORS as error:
        raise SourceError(
            f"{name} is damaged: its pixels cannot be read ({cause_of(error).rstrip('.')}).", "Copy the file again."
        ) from None


def pixels_at(
    dataset: DatasetReader, cols: NDArray[np.int64], rows: NDArray[np.int64], name: str, outside: int
) -> NDArray[Any]:
    """Values of pixels of the first band, [points]; ``outside`` where a pixel lies outside the raster.

    Raises:
        SourceError: The pixels cannot be read.
    """
    found = np.full(len(cols), outside, dataset.dtypes[0])
    inside = (cols >= 0) & (rows >= 0) & (cols < dataset.width) & (rows < dataset.height)
    # Square by square, so that each block of the file is decoded once.
    squares = np.stack([rows // _SQUARE, cols // _SQUARE])[:, inside]
    points = np.flatnonzero(inside)
    order = np.lexsort(squares[::-1])
    changes = np.flatnonzero(np.any(np.diff(squares[:, order], axis=1) != 0, axis=0)) + 1
    for members in np.split(points[order], changes) if len(points) else ():
        top, left = int(rows[members].min()), int(cols[members].min())
        bottom, right = int(rows[members].max()) + 1, int(cols[members].max()) + 1
        values = read_window(dataset, Window(left, top, right - left, bottom - top), name)
        found[members] = values[rows[members] - top, cols[members] - left]
    return found


def grid_of(dataset: DatasetReader, name: str) -> Grid:
    """Grid of a raster; a degree counts as its length on the equator.

    Raises:
        GridError: The pixels are not square or not north up, or the coordinate system does not place them on Earth.
    """
    transform, crs = dataset.transform, dataset.crs
    # Some programs write the size with few digits: over the whole raster that may not be a tenth of a pixel.
    slack = 0.1 * transform.a / max(dataset.width, dataset.height)
    if transform.b or transform.d or transform.a <= 0 or abs(transform.a + transform.e) > slack:
        raise GridError(
            f"The pixels of {name} are not square or not north up.", "Use the result of Warp (reproject) in QGIS."
        )
    if not (crs.is_geographic or crs.is_projected):
        raise GridError(
            f"The coordinate system of {name} does not place it on Earth.", "Assign the right coordinate system."
        )
    ground_size(dataset, name)
    unit = _METRES_PER_DEGREE if crs.is_geographic else crs.linear_units_factor[1]
    if not _SMALLEST_M <= transform.a * unit <= _LARGEST_M:
        raise GridError(
            f"The pixels of {name} have a size of {transform.a * unit:.3g} m.", "Assign the right coordinate system."
        )
    return Grid(crs.to_wkt(), transform.c, transform.f, transform.a, dataset.width, dataset.height, unit)


def nodata_of(dataset: DatasetReader) -> int | None:
    """Nodata value of a raster of whole numbers; None = none."""
    value = dataset.nodatavals[0]
    return int(value) if value is not None and float(value).is_integer() else None


def same_classes(maps: Sequence[ClassMap]) -> None:
    """Check that maps have the same classes.

    Raises:
        SourceError: They differ.
    """
    first, *others = maps
    for other in others:
        if [(one.value, one.name) for one in other.classes] != [(one.value, one.name) for one in first.classes]:
            raise SourceError(
                f"{first.name} and {other.name} have different classes: {class_text(first.classes)} and "
                f"{class_text(other.classes)}.",
                "Assess them in separate runs, or name the classes of both with CLASSES.",
            )


def class_text(classes: Sequence[MapClass]) -> str:
    """Values and names of classes, for messages."""
    return ", ".join(str(one.value) if one.name == str(one.value) else f"{one.value} = {one.title}" for one in classes)


def _given(classes: Mapping[str, str]) -> list[MapClass]:
    if wrong := [value for value in classes if not value.isdecimal() or len(value) > len("2147483647")]:
        raise RequestError(f"A class cannot have the value {wrong[0]}.", "Use whole numbers from 0.")
    return [_plain(number, int(value), name) for number, (value, name) in enumerate(classes.items())]


def _plain(number: int, value: int, name: str) -> MapClass:
    color = _REST if value == 0 else _PALETTE[number % len(_PALETTE)]
    return MapClass(value, name, name[:1].upper() + name[1:], color)


def _stated(dataset: DatasetReader) -> list[MapClass]:
    """Classes by the tags of OneMetre; empty = not stated."""
    try:
        entries = json.loads(dataset.tags().get("ONEMETRE_CLASSES", "[]"))
        found = [MapClass(int(one["value"]), str(one["name"]), str(one["title"]), str(one["color"])) for one in entries]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
    sound = len({one.value for one in found}) == len(found) <= MOST_CLASSES
    return found if sound and all(_COLOR.fullmatch(one.color) and one.name for one in found) else []


def _values_in(dataset: DatasetReader, name: str) -> list[int]:
    """The different values of a raster but nodata, and but 255, which means unknown unless it is named."""
    nodata, found = nodata_of(dataset), set[int]()
    for block in Window(0, 0, dataset.width, dataset.height).blocks(BLOCK):
        values = read_window(dataset, block, name)
        small = values.dtype.itemsize == 1 and values.dtype.kind == "u"
        here = np.flatnonzero(np.bincount(values.ravel(), minlength=1)) if small else np.unique(values)
        found.update(here.tolist())
        found -= {UNKNOWN, nodata}
        if len(found) > MOST_CLASSES:
            raise SourceError(
                f"{name} has no classes: it has more than {MOST_CLASSES} different values.",
                "Choose a class raster, or name the classes: 0=other,1=impervious.",
            )
    if not found:
        raise SourceError(f"{name} has no classes: it has no pixel with data.", "Choose another map.")
    return sorted(found)
