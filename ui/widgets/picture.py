"""A picture with a caption, as large as the space allows."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette, QPixmap
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget


class PictureLabel(QWidget):
    """Scales a picture and keeps its aspect ratio.

    Args:
        name: Caption below the picture.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A size that shows some detail."""
        return QSize(10, 10) * self.fontMetrics().height()

    def minimumSizeHint(self) -> QSize:
        """The smallest useful size."""
        return QSize(6, 6) * self.fontMetrics().height()

    def clear(self) -> None:
        """Remove the picture."""
        self.show_picture(QPixmap())

    def show_picture(self, pixmap: QPixmap) -> None:
        """Show a picture."""
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture in the middle, or an empty frame in its place."""
        painter = QPainter(self)
        foot = self.fontMetrics().height() + 2
        room = self.rect().adjusted(0, 0, 0, -foot)
        size = self._pixmap.size() if not self._pixmap.isNull() else QSize(1, 1)
        place = QRect(room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        place.moveCenter(room.center())
        if self._pixmap.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(place.adjusted(0, 0, -1, -1))
        else:
            # Smooth only when shrinking; enlarged pixels stay visible as pixels.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, place.width() < size.width())
            painter.drawPixmap(place, self._pixmap)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        below = QRect(0, place.bottom() + 2, self.width(), foot)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._name)
