"""Footprints of scenes on the map."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsGeometry
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor

_LINE, _CHOSEN = QColor(31, 120, 180, 160), QColor(255, 127, 0)
_NO_FILL = QColor(0, 0, 0, 0)
# Below the outline of the area.
_HEIGHT = -5


class Footprints:
    """Outlines the scenes on a canvas, and the chosen one in another colour.

    Args:
        canvas: Map canvas of QGIS.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._bands = [_band(canvas, _LINE, 1), _band(canvas, _CHOSEN, 3)]

    def show(self, footprints: Sequence[str], chosen: str = "") -> None:
        """Show footprints, WKT in EPSG:4326; several scenes of a tile have the same one."""
        for band, texts in zip(self._bands, (dict.fromkeys(footprints), [chosen]), strict=True):
            band.reset(Qgis.GeometryType.Polygon)
            for text in filter(None, texts):
                band.addGeometry(QgsGeometry.fromWkt(text), QgsCoordinateReferenceSystem("EPSG:4326"))

    def close(self) -> None:
        """Remove everything from the map."""
        for band in self._bands:
            self._canvas.scene().removeItem(band)


def _band(canvas: QgsMapCanvas, line: QColor, width: int) -> QgsRubberBand:
    band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
    band.setStrokeColor(line)
    band.setFillColor(_NO_FILL)
    band.setWidth(width)
    band.setZValue(_HEIGHT)
    return band
