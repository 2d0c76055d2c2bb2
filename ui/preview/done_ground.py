"""Shades on the map canvas what a run has finished, until the run ends."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsGeometry, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

_LINE, _FILL = QColor(227, 74, 51, 150), QColor(227, 74, 51, 40)
# Above the map and the live preview, below the outline of the area.
_HEIGHT = -4


class DoneGround(QObject):
    """Shades rectangles on a canvas, in whatever coordinate system they are.

    Args:
        canvas: Map canvas to draw on.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._band: QgsRubberBand | None = None
        self._extents: list[list[float]] = []
        self._crs = ""
        self._expected = False
        canvas.destinationCrsChanged.connect(self._draw)
        QgsProject.instance().cleared.connect(self.end)

    @property
    def extents(self) -> list[list[float]]:
        """The shaded rectangles, xmin, ymin, xmax, ymax each, in the coordinate system of the run."""
        return self._extents

    def begin(self) -> None:
        """Shade nothing until the next run reports something."""
        self.end()
        self._expected = True

    def add(self, ground: dict[str, Any]) -> None:
        """Shade more ground, as in :attr:`EngineFeedback.done`; of no interest before :meth:`begin`."""
        if not self._expected:
            return
        self._crs = str(ground.get("crs", ""))
        for extent in ground.get("extents", []):
            last = self._extents[-1] if self._extents else [0.0] * 4
            if [last[1], last[2], last[3]] == [extent[1], extent[0], extent[3]]:
                last[2] = extent[2]
            else:
                self._extents.append(list(extent))
        self._draw()

    def end(self) -> None:
        """Remove the shading; what is reported later belongs to a run that has ended."""
        self._expected = False
        self._extents = []
        self._draw()

    def close(self) -> None:
        """Disconnect from QGIS, and leave nothing on the canvas."""
        self.end()
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        QgsProject.instance().cleared.disconnect(self.end)

    def _draw(self) -> None:
        if not self._extents:
            if self._band is not None:
                self._canvas.scene().removeItem(self._band)
                self._band = None
            return
        if self._band is None:
            self._band = QgsRubberBand(self._canvas, Qgis.GeometryType.Polygon)
            self._band.setStrokeColor(_LINE)
            self._band.setFillColor(_FILL)
            self._band.setWidth(1)
            self._band.setZValue(_HEIGHT)
        ground = QgsGeometry.unaryUnion([QgsGeometry.fromRect(QgsRectangle(*extent)) for extent in self._extents])
        self._band.setToGeometry(ground, QgsCoordinateReferenceSystem.fromWkt(self._crs))
