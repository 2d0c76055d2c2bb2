"""The two rendered sides of a swipe on the canvas."""

from __future__ import annotations

from qgis.core import QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget


class Picture(QgsMapCanvasItem):
    """Shows the left and the right picture on either side of a line; follows the map while it is dragged.

    Args:
        canvas: Map canvas to draw on.
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
        """Show the picture of one side.

        Args:
            number: Number of the side: 0 = left, 1 = right.
            image: Picture of the whole canvas.
            extent: Map extent that the picture shows.
        """
        self._images[number] = image
        self.setRect(extent)
        self.update()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem | None = None, _widget: QWidget | None = None
    ) -> None:
        """Draw the pictures that are ready."""
        # A canvas item has a margin of one pixel around its content.
        place, canvas = self.boundingRect().adjusted(1, 1, -1, -1), QRectF(self._canvas.viewport().rect())
        if self._canvas.rotation():
            # On a rotated map an extent is not level; the pictures were rendered for the canvas as it is.
            place = canvas.translated(-self.pos())
        line = self._share * canvas.width()
        for image, left, right in zip(self._images, (0, line), (line, canvas.width()), strict=True):
            if image is not None:
                painter.save()
                painter.setClipRect(QRectF(left, 0, right - left, canvas.height()).translated(-self.pos()))
                painter.drawImage(place, image)
                painter.restore()
