"""Counts the pixels of year maps in a place, at the resolution of the screen; made for a background thread."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsGeometry,
    QgsProject,
    QgsRasterDataProvider,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage, QPainter, QTransform

from ...contract.errors import AreaError, CancelledError, SourceError
from ...processing.app.i18n import tr
from .figures import YearFigures

MOST_PIXELS = 2**19
"""Pixels that are counted at most, about those of a screen."""

_M2_PER_HA = 10_000.0
_OTHER, _CLASS, _UNKNOWN = 0, 1, 2

_Pattern = tuple[int, ...]
"""What a pixel is in each year."""


@dataclass(frozen=True)
class CountedMap:
    """A map to count.

    Attributes:
        year: Year of the map.
        provider: Data provider, cloned for the thread that counts.
    """

    year: int
    provider: QgsRasterDataProvider


@dataclass(frozen=True)
class Window:
    """Cells that are read: each is a square of stride x stride pixels, of which one counts.

    Attributes:
        box: Extent of the cells in the coordinate system of the maps.
        columns, rows: Number of the cells.
        stride: Pixels along the side of a cell.
    """

    box: QgsRectangle
    columns: int
    rows: int
    stride: int


def ground_measure(crs: QgsCoordinateReferenceSystem) -> QgsDistanceArea:
    """Measures areas on the ellipsoid; call it in the GUI thread."""
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    return measure


def count(
    maps: Sequence[CountedMap],
    value: int,
    place: QgsGeometry,
    measure: QgsDistanceArea,
    is_cancelled: Callable[[], bool],
    *,
    whole: bool,
) -> tuple[tuple[YearFigures, ...], int]:
    """Areas of a class by year on the ground, as ``onemetre:dynamics`` computes them.

    Args:
        maps: Maps of one grid, in any order.
        value: Pixels of the class.
        place: Polygon in the coordinate system of the maps.
        measure: Measures areas in that system, see :func:`ground_measure`.
        is_cancelled: Asked between steps.
        whole: Whether the part of the place that no map covers is part of it, as for a zone; else it is left out, as
            for a view.

    Returns:
        Figures by year, ascending, and the stride of :class:`Window`.

    Raises:
        AreaError: No map lies in the place.
        SourceError: A map cannot be read.
        CancelledError: It was cancelled.
    """
    maps = sorted(maps, key=lambda one: one.year)
    window = _window(maps, place)
    mask = _mask(window, place)
    read = []
    for one in maps:
        if is_cancelled():
            raise CancelledError(tr("Cancelled."))
        read.append(_read(one, window, value))
    ground: dict[_Pattern, float] = {}
    for row, area in enumerate(_cell_areas(window, measure)):
        part = slice(row * window.columns, (row + 1) * window.columns)
        cells = compress(zip(*(pixels[part] for pixels in read), strict=True), mask[part])
        for pattern, number in Counter(cells).items():
            ground[pattern] = ground.get(pattern, 0.0) + number * area
        if is_cancelled():
            raise CancelledError(tr("Cancelled."))
    if not ground:
        raise AreaError(tr("None of the maps lies here."), tr("Zoom to them."))
    all_of_it = sum(ground.values())
    total = max(measure.measureArea(place), all_of_it) if whole else all_of_it
    return _figures([one.year for one in maps], ground, total), window.stride


def _figures(years: Sequence[int], ground: dict[_Pattern, float], total: float) -> tuple[YearFigures, ...]:
    def area(*wanted: tuple[int, int | None]) -> float:
        """Square metres of the pixels that are what is wanted in these years; None = known."""
        return sum(
            m2
            for pattern, m2 in ground.items()
            if all(pattern[at] == what if what is not None else pattern[at] != _UNKNOWN for at, what in wanted)
        )

    rows = []
    for number, year in enumerate(years):
        known, mapped = area((number, None)), area((number, _CLASS))
        change: dict[str, Any] = {}
        if number:
            change = {
                "since": years[number - 1],
                "gain_ha": area((number - 1, _OTHER), (number, _CLASS)) / _M2_PER_HA,
                "loss_ha": area((number - 1, _CLASS), (number, _OTHER)) / _M2_PER_HA,
            }
        rows.append(
            YearFigures(
                year=year,
                observed_pct=100 * known / total,
                class_ha=mapped / _M2_PER_HA,
                class_pct=100 * mapped / known if known else None,
                **change,
            )
        )
    return tuple(rows)


def _window(maps: Sequence[CountedMap], place: QgsGeometry) -> Window:
    """Whole pixels of the grid around the part of a place where there are maps."""
    first = maps[0].provider
    whole, pixel = first.extent(), first.extent().width() / first.xSize()
    covered = QgsRectangle(whole)
    for one in maps[1:]:
        covered.combineExtentWith(one.provider.extent())
    box = place.boundingBox().intersect(covered)
    # What is left of rounding is no pixel.
    left, right = _lines(box.xMinimum() - whole.xMinimum(), box.xMaximum() - whole.xMinimum(), pixel)
    above, below = _lines(whole.yMaximum() - box.yMaximum(), whole.yMaximum() - box.yMinimum(), pixel)
    if box.isEmpty() or right <= left or below <= above:
        raise AreaError(tr("None of the maps lies here."), tr("Zoom to them."))
    stride = math.ceil(math.sqrt((right - left) * (below - above) / MOST_PIXELS))
    columns, rows = math.ceil((right - left) / stride), math.ceil((below - above) / stride)
    west, north, side = whole.xMinimum() + left * pixel, whole.yMaximum() - above * pixel, stride * pixel
    return Window(QgsRectangle(west, north - rows * side, west + columns * side, north), columns, rows, stride)


def _lines(low: float, high: float, pixel: float) -> tuple[int, int]:
    """Numbers of the lines of a grid around an interval; one that differs by rounding only counts as met."""
    return math.floor(low / pixel + 1e-6), math.ceil(high / pixel - 1e-6)


def _mask(window: Window, place: QgsGeometry) -> bytes:
    """A byte a cell: not 0 where its centre is inside the place."""
    image = QImage(window.columns, window.rows, QImage.Format.Format_Grayscale8)
    image.fill(0)
    size = window.box.width() / window.columns
    to_cells = QTransform(1 / size, 0, 0, -1 / size, -window.box.xMinimum() / size, window.box.yMaximum() / size)
    path = to_cells.map(place.constGet().asQPainterPath())
    path.setFillRule(Qt.FillRule.OddEvenFill)
    painter = QPainter(image)
    painter.fillPath(path, Qt.GlobalColor.white)
    painter.end()
    width = image.bytesPerLine()
    pixels = bytes(image.constBits().asarray(width * window.rows))
    return b"".join(pixels[row * width : row * width + window.columns] for row in range(window.rows))


def _read(one: CountedMap, window: Window, value: int) -> bytes:
    """A byte a cell: whether it is the class, something else, or not known."""
    block = one.provider.block(1, window.box, window.columns, window.rows)
    if block is None or not block.isValid():
        name = one.provider.dataSourceUri()
        raise SourceError(tr("{} cannot be read.").format(name), tr("Repair its data source, or remove it."))
    codes = bytearray([_OTHER]) * 256
    codes[value] = _CLASS
    if block.hasNoDataValue():
        codes[int(block.noDataValue())] = _UNKNOWN
    return bytes(block.data()).translate(bytes(codes))


def _cell_areas(window: Window, measure: QgsDistanceArea) -> Iterator[float]:
    """Square metres of a cell of each row, from the top down."""
    box, height = window.box, window.box.height() / window.rows
    edges = [box.yMaximum() - row * height for row in range(window.rows + 1)]
    for above, below in pairwise(edges):
        strip = QgsGeometry.fromRect(QgsRectangle(box.xMinimum(), below, box.xMaximum(), above))
        yield measure.measureArea(strip) / window.columns
