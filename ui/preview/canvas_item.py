"""The live preview's pictures on the map canvas: above the map, below rubber bands, never in the project."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QImage, QPainter, QPolygonF, QTransform
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

# QGIS's map has the z value -10, rubber bands 0.
_HEIGHT = -5

Extent = tuple[float, float, float, float]


@dataclass(frozen=True)
class _Part:
    """Picture of a rectangle of the input.

    Attributes:
        view: Number of the view that the picture belongs to.
        corners: Top left, top right, bottom right, bottom left, in the input's coordinate system.
        image: The picture itself.
    """

    view: int
    corners: tuple[QgsPointXY, ...]
    image: QImage


class PreviewItem(QgsMapCanvasItem):
    """Stays on the canvas until it is removed from its scene; follows the map while it is dragged.

    Args:
        canvas: Map canvas to draw on.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._parts: list[_Part] = []
        self._crs = QgsCoordinateReferenceSystem()
        self._composed: QImage | None = None
        self.setZValue(_HEIGHT)

    def begin(self, crs: QgsCoordinateReferenceSystem) -> None:
        """Remove all pictures; the next ones are placed in this coordinate system."""
        self._crs = crs
        self.clear()

    def add(self, view: int, extent: Extent, image: QImage) -> None:
        """Add a picture on top of the others.

        Args:
            view: Number of the view that the picture belongs to.
            extent: xmin, ymin, xmax, ymax of the picture.
            image: Picture to show.
        """
        left, bottom, right, top = extent
        corners = tuple(QgsPointXY(x, y) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom)))
        # Qt draws this format without converting it each time.
        self._parts.append(_Part(view, corners, image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)))
        self._change()

    def keep(self, view: int) -> None:
        """Remove the pictures of all other views."""
        self._parts = [part for part in self._parts if part.view == view]
        self._change()

    def clear(self) -> None:
        """Remove all pictures."""
        self._parts = []
        self._change()

    def boundingRect(self) -> QRectF:
        """The whole canvas."""
        return QRectF(self._canvas.viewport().rect())

    def updatePosition(self) -> None:
        """Redraw after the map has moved."""
        self.prepareGeometryChange()
        self._change()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem | None = None, _widget: QWidget | None = None
    ) -> None:
        """Draw all pictures as one."""
        if self._composed is None:
            self._composed = self._compose()
        painter.drawImage(QPointF(0, 0), self._composed)

    def _compose(self) -> QImage:
        """One picture of the canvas; where parts overlap the last one counts, whatever the item's opacity."""
        ratio = self._canvas.devicePixelRatioF()
        composed = QImage(self._canvas.viewport().size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        composed.setDevicePixelRatio(ratio)
        composed.fill(Qt.GlobalColor.transparent)
        target = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(self._crs, target, QgsProject.instance())
        painter = QPainter(composed)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        for part in self._parts:
            try:
                places = [self.toCanvasCoordinates(transform.transform(corner)) for corner in part.corners]
            except QgsCsException:
                # The part cannot be transformed to the map's coordinate system.
                continue
            size = QRectF(part.image.rect())
            corners = [size.topLeft(), size.topRight(), size.bottomRight(), size.bottomLeft()]
            stretched = QTransform()
            if QTransform.quadToQuad(QPolygonF(corners), QPolygonF(places), stretched):
                painter.setTransform(stretched)
                painter.drawImage(QPointF(0, 0), part.image)
        painter.end()
        return composed

    def _change(self) -> None:
        self._composed = None
        self.update()
