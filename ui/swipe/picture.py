"""The two pictures of a swipe on the canvas."""

from __future__ import annotations

from qgis.core import QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget


class Picture(QgsMapCanvasItem):
    """Shows the left and the right picture either side of a line; moves with the map while it is dragged.

    Args:
        canvas: It draws over its map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._images: list[QImage | None] = [None, None]
        self._share = 0.5

    def divide(self, share: float) -> None:
        """Move the line: 0 is the left edge of the canvas, 1 the right one."""
        self._share = share
        self.update()

    def show_side(self, number: int, image: QImage, extent: QgsRectangle) -> None:
        """Show a picture; 0 is the left one.

        Args:
            number: Of the side.
            image: Of the whole canvas.
            extent: That it shows.
        """
        self._images[number] = image
        self.setRect(extent)
        self.update()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem | None = None, _widget: QWidget | None = None
    ) -> None:
        """Draw what there is of both."""
        # Around what it shows an item has a margin of one pixel.
        place, canvas = self.boundingRect().adjusted(1, 1, -1, -1), QRectF(self._canvas.viewport().rect())
        if self._canvas.rotation():
            # A rectangle of the map does not lie level then; the pictures were made for the canvas as it is.
            place = canvas.translated(-self.pos())
        line = self._share * canvas.width()
        for image, left, right in zip(self._images, (0, line), (line, canvas.width()), strict=True):
            if image is not None:
                painter.save()
                painter.setClipRect(QRectF(left, 0, right - left, canvas.height()).translated(-self.pos()))
                painter.drawImage(place, image)
                painter.restore()
