"""A thumbnail of a raster in natural colours."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsRasterDataProvider
from qgis.PyQt.QtGui import QColor, QImage

SIDE = 80
_TAIL = 0.02
"""Share of the pixels clipped to black, and share clipped to white."""


def thumbnail(provider: QgsRasterDataProvider, bands: Sequence[int]) -> QImage | None:
    """Render a thumbnail; call it in a background thread, since a large raster without overviews is slow to read.

    Args:
        provider: Data provider of the raster, cloned for this thread.
        bands: Numbers of the red, green and blue bands, from 1.

    Returns:
        Image of at most :data:`SIDE` pixels a side, transparent at nodata; None = the raster cannot be read.
    """
    extent = provider.extent()
    share = SIDE / max(extent.width(), extent.height())
    width, height = (max(1, round(size * share)) for size in (extent.width(), extent.height()))
    blocks = [provider.block(band, extent, width, height) for band in bands]
    if not all(block is not None and block.isValid() for block in blocks):
        return None
    places = [(row, column) for row in range(height) for column in range(width)]
    seen = {
        place: tuple(block.value(*place) for block in blocks)
        for place in places
        if not any(block.isNoData(*place) for block in blocks)
    }
    # One stretch for all bands: a stretch per band would make any three bands look natural.
    values = sorted(value for pixel in seen.values() for value in pixel)
    if not values:
        return None
    tail = int(len(values) * _TAIL)
    black, white = values[tail], values[-1 - tail]
    scale = 255 / (white - black) if white > black else 0.0
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(0)
    for (row, column), pixel in seen.items():
        red, green, blue = (min(max(round((value - black) * scale), 0), 255) for value in pixel)
        image.setPixelColor(column, row, QColor(red, green, blue))
    return image
