"""Places where a model is least certain, found from its probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qgis.core import Qgis, QgsPointXY, QgsRasterLayer, QgsRectangle

from ....contract.errors import SourceError
from ....processing.app.i18n import tr

CELL_M = 32.0
_SAMPLES = 16
_NO_DATA = 255


@dataclass(frozen=True)
class Doubt:
    """A place where the model is uncertain.

    Attributes:
        point: Centre of the cell, in the raster's coordinate system.
        percent: Mean closeness of the probabilities to the threshold: 100 = all on it, 0 = all certain.
    """

    point: QgsPointXY
    percent: float


def find_doubts(
    path: str, threshold: int, most: int, cancelled: Callable[[], bool], *, cell: float = CELL_M
) -> list[Doubt]:
    """Find the cells whose probabilities lie closest to the threshold.

    Each cell is sampled with at most 16 x 16 pixels. The places lie at least two cells apart, so that one doubtful
    field does not take them all.

    Args:
        path: Raster of percentages, 255 = nodata, in a coordinate system with metres.
        threshold: Percent from which a pixel belongs to the class.
        most: Largest number of places.
        cancelled: Called regularly; if it returns True, the search stops without places.
        cell: Side of a cell, metres.

    Returns:
        Places, the most doubtful first; cells with nodata in more than half of their pixels are skipped.

    Raises:
        SourceError: The raster cannot be read.
    """
    found: list[Doubt] = []
    for doubt in _cells(path, threshold, cell):
        if cancelled():
            return []
        found.append(doubt)
    found.sort(key=lambda doubt: -doubt.percent)
    return _apart(found, most, 2 * cell)


def _cells(path: str, threshold: int, cell: float) -> Iterator[Doubt]:
    layer = QgsRasterLayer(path, "probability")
    if not layer.isValid():
        raise SourceError(tr("{} cannot be read.").format(path))
    extent, provider = layer.extent(), layer.dataProvider()
    across, down = (max(round(side / cell), 1) for side in (extent.width(), extent.height()))
    fine = min(_SAMPLES, max(math.ceil(cell / layer.rasterUnitsPerPixelX()), 1))
    closeness = _closeness(threshold)
    height = extent.height() / down
    for row in range(down):
        top = extent.yMaximum() - row * height
        band = QgsRectangle(extent.xMinimum(), top - height, extent.xMaximum(), top)
        block = provider.block(1, band, across * fine, fine)
        if block.dataType() != Qgis.DataType.Byte:
            raise SourceError(tr("{} does not contain percentages.").format(path))
        values = bytes(block.data())
        for column in range(across):
            starts = range(column * fine, len(values), across * fine)
            pixels = b"".join(values[start : start + fine] for start in starts)
            known = len(pixels) - pixels.count(_NO_DATA)
            if 2 * known >= len(pixels):
                x = extent.xMinimum() + (column + 0.5) * extent.width() / across
                yield Doubt(QgsPointXY(x, top - height / 2), sum(pixels.translate(closeness)) / known)


def _closeness(threshold: int) -> bytes:
    """A table from percentage to closeness to the threshold, 0-100; 0 for nodata."""
    table = bytearray(256)
    for percent in range(101):
        reach = threshold if percent < threshold else 100 - threshold
        table[percent] = round(100 * (1 - abs(percent - threshold) / max(reach, 1)))
    return bytes(table)


def _apart(doubts: list[Doubt], most: int, distance: float) -> list[Doubt]:
    """The first places that keep the distance from each other; places without doubt are skipped."""
    chosen: list[Doubt] = []
    for doubt in doubts:
        if len(chosen) == most or doubt.percent <= 0:
            break
        if all(doubt.point.distance(other.point) >= distance for other in chosen):
            chosen.append(doubt)
    return chosen
