"""Map tools for the area: a rectangle that is drawn, a polygon that is drawn, a polygon that is picked."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsMapLayer, QgsPointXY, QgsRectangle, QgsVectorLayer, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsMapToolIdentify, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from .area_shape import square_kilometres

LINE = QColor(227, 74, 51)
_FEWEST = 3


def area_band(canvas: QgsMapCanvas) -> QgsRubberBand:
    """An empty rubber band in the look of the area; an outline, which leaves the colours of the map as they are."""
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(LINE)
    band.setFillColor(QColor(0, 0, 0, 0))
    band.setWidth(2)
    return band


class DrawTool(QgsMapTool):
    """Draws a polygon, in the canvas's coordinate system.

    Attributes:
        measured: Its area so far, km2.
        drawn: It is complete.
        abandoned: The user pressed Escape.
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
        """Another tool takes over: what was begun is gone."""
        self._clear()
        super().deactivate()

    def remove(self) -> None:
        """Take the rubber band off the canvas."""
        self._clear()
        self.canvas().scene().removeItem(self._band)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up, Backspace takes the last corner back."""
        if event.key() == Qt.Key.Key_Escape:
            self._clear()
            self.abandoned.emit()
        elif event.key() == Qt.Key.Key_Backspace and self._points:
            # Not for QGIS, which would delete what is selected.
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
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)


class RectangleTool(DrawTool):
    """Press, drag, release."""

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """The first corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._points = [event.mapPoint()]

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the rectangle so far."""
        if self._points:
            self._show(self._corners(event.mapPoint()))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """The opposite corner."""
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
    """A click for each corner; a right click or a double click ends it."""

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """One more corner, or the end."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._points.append(event.mapPoint())
            self._show(self._points)
        elif event.button() == Qt.MouseButton.RightButton:
            self._end()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show the polygon as it would be."""
        if self._points:
            self._show([*self._points, event.mapPoint()])

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """The end; the click before it has set the last corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def _end(self) -> None:
        if len(self._points) >= _FEWEST:
            self._finish(list(self._points))
        else:
            self._clear()
            self.measured.emit(0.0)


class PickTool(QgsMapToolIdentify):
    """A click picks the polygon that is there.

    Attributes:
        picked: Its layer and its geometry, in the layer's coordinate system, and its id.
        missed: No polygon is there.
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
            if isinstance(layer, QgsVectorLayer) and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry:
                self.picked.emit(layer, found.mFeature.geometry(), found.mFeature.id())
                return
        self.missed.emit()
