"""Map tools for the area: draw a rectangle, draw a polygon, pick a polygon."""

from __future__ import annotations

from qgis.core import Qgis, QgsGeometry, QgsMapLayer, QgsPointXY, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsMapToolIdentify, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from .area_shape import square_kilometres

LINE = QColor(227, 74, 51)
_FEWEST = 3


def area_band(canvas: QgsMapCanvas) -> QgsRubberBand:
    """An empty rubber band in the style of the area: an outline that leaves the map's colours visible."""
    band = QgsRubberBand(canvas, Qgis.GeometryType.Polygon)
    band.setStrokeColor(LINE)
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(2)
    return band


class DrawTool(QgsMapTool):
    """Draws a polygon, in the canvas's coordinate system.

    Attributes:
        measured: Emitted with the area so far, km2.
        drawn: Emitted with the finished polygon.
        abandoned: Emitted when the user presses Escape.
    """

    measured = pyqtSignal(float)
    drawn = pyqtSignal(QgsGeometry)
    abandoned = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._band = area_band(canvas)
        self._points: list[QgsPointXY] = []

    def deactivate(self) -> None:
        """Discard the unfinished polygon when another tool takes over."""
        self._clear()
        super().deactivate()

    def remove(self) -> None:
        """Remove the rubber band from the canvas."""
        self._clear()
        self.canvas().scene().removeItem(self._band)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape cancels, Backspace removes the last corner."""
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
            self.abandoned.emit()
        elif event.key() == Qt.Key.Key_Backspace and self._points:
            # QGIS would delete the selected features.
            event.ignore()
            self._points.pop()
            self._show(self._points)

    def _show(self, points: list[QgsPointXY]) -> None:
        polygon = QgsGeometry.fromPolygonXY([points]) if len(points) >= _FEWEST else QgsGeometry()
        self._band.setToGeometry(polygon, None)
        crs = self.canvas().mapSettings().destinationCrs()
        self.measured.emit(square_kilometres([polygon], crs) if not polygon.isNull() else 0.0)

    def _finish(self, points: list[QgsPointXY]) -> None:
        polygon = QgsGeometry.fromPolygonXY([points])
        self._clear()
        if polygon.area() > 0:
            self.drawn.emit(polygon)

    def _clear(self) -> None:
        self._points.clear()
        self._band.reset(Qgis.GeometryType.Polygon)


class RectangleTool(DrawTool):
    """Draws a rectangle: press, drag, release."""

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Set the first corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._points = [event.mapPoint()]

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the rectangle so far."""
        if self._points:
            self._show(self._corners(event.mapPoint()))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Set the opposite corner and finish."""
        if self._points:
            self._finish(self._corners(event.mapPoint()))

    def _corners(self, point: QgsPointXY) -> list[QgsPointXY]:
        box = QgsRectangle(self._points[0], point)
        return [
            QgsPointXY(x, y)
            for x, y in (
                (box.xMinimum(), box.yMinimum()),
                (box.xMaximum(), box.yMinimum()),
                (box.xMaximum(), box.yMaximum()),
                (box.xMinimum(), box.yMaximum()),
            )
        ]


class PolygonTool(DrawTool):
    """Draws a polygon: a click sets a corner, a right click or a double click finishes."""

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Add a corner, or finish."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._points.append(event.mapPoint())
            self._show(self._points)
        elif event.button() == Qt.MouseButton.RightButton:
            self._end()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the polygon with the pointer as its last corner."""
        if self._points:
            self._show([*self._points, event.mapPoint()])

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Finish; the first click has already set the last corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def _end(self) -> None:
        if len(self._points) >= _FEWEST:
            self._finish(list(self._points))
        else:
            self._clear()
            self.measured.emit(0.0)


class PickTool(QgsMapToolIdentify):
    """A click picks the polygon under the pointer.

    Attributes:
        picked: Emitted with the layer, the geometry in the layer's coordinate system, and the feature id.
        missed: Emitted when a click hits no polygon.
    """

    picked = pyqtSignal(QgsMapLayer, QgsGeometry, "qint64")
    missed = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Pick."""
        mode, kind = QgsMapToolIdentify.IdentifyMode.TopDownAll, QgsMapToolIdentify.Type.VectorLayer
        for found in self.identify(event.x(), event.y(), mode, kind):
            layer = found.mLayer
            if isinstance(layer, QgsVectorLayer) and layer.geometryType() == Qgis.GeometryType.Polygon:
                self.picked.emit(layer, found.mFeature.geometry(), found.mFeature.id())
                return
        self.missed.emit()
