"""The divider of a swipe, moved by mouse or keys."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from qgis.PyQt.QtWidgets import QLabel, QWidget

from ...processing.app.i18n import tr

_WIDTH = 20
_GRIP = 9.0
_MARGIN = 6
_STEP, _LEAP = 0.01, 0.1
_STEPS: dict[int, float] = {
    Qt.Key.Key_Left: -_STEP,
    Qt.Key.Key_Right: _STEP,
    Qt.Key.Key_PageUp: -_LEAP,
    Qt.Key.Key_PageDown: _LEAP,
    Qt.Key.Key_Home: -1.0,
    Qt.Key.Key_End: 1.0,
}


class Divider(QWidget):
    """A widget above the map canvas, so that every map tool keeps working beside it.

    Args:
        canvas: Map canvas that the divider lies on.
        left_title, right_title: Titles of the two sides.

    Attributes:
        position: Position of the divider, from 0 (left edge of the canvas) to 1 (right edge).
        moved: Emitted with the new position.
        left: Emitted when the user ends the swipe with Escape.
    """

    moved = pyqtSignal(float)
    left = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, left_title: str, right_title: str) -> None:
        super().__init__(canvas)
        self.setObjectName("onemetre_divider")
        self._canvas = canvas
        self.position = 0.5
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Swipe divider: {} on the left, {} on the right").format(left_title, right_title))
        self.setToolTip(tr("Drag, or use the arrow keys; Escape ends the swipe."))
        self._titles = (_title(canvas, left_title), _title(canvas, right_title))
        for title in self._titles:
            self.destroyed.connect(title.deleteLater)
        # Not the canvas itself: a filter sees its new size before the viewport has followed.
        canvas.viewport().installEventFilter(self)
        self._place()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the canvas."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Hide the titles too."""
        super().hideEvent(event)
        for title in self._titles:
            title.hide()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the mouse event from the map."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            area = self._canvas.viewport().geometry()
            self._move_to((self.mapToParent(event.pos()).x() - area.x()) / max(area.width(), 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the divider, or end the swipe."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in _STEPS:
            self._move_to(self.position + _STEPS[event.key()])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line and its grip; thicker while it has the keyboard focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, height = self.width() / 2, self.height() / 2
        thick = 4 if self.hasFocus() else 2
        # White with a dark edge is visible on every map.
        painter.fillRect(QRectF(middle - thick / 2 - 1, 0, thick + 2, self.height()), QColor(0, 0, 0, 120))
        painter.fillRect(QRectF(middle - thick / 2, 0, thick, self.height()), QColor("white"))
        painter.setBrush(QColor("white"))
        painter.setPen(QColor(0, 0, 0, 160))
        painter.drawEllipse(QPointF(middle, height), _GRIP, _GRIP)
        painter.setBrush(QColor("black"))
        for sign in (-1, 1):
            corners = [(2.0, -4.0), (6.0, 0.0), (2.0, 4.0)]
            painter.drawPolygon(QPolygonF([QPointF(middle + sign * x, height + y) for x, y in corners]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Redraw with the new line width."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Redraw with the new line width."""
        super().focusOutEvent(event)
        self.update()

    def _move_to(self, position: float) -> None:
        self.position = min(max(position, 0.0), 1.0)
        self._place()
        self.moved.emit(self.position)

    def _place(self) -> None:
        area = self._canvas.viewport().geometry()
        line = area.x() + round(self.position * area.width())
        self.setGeometry(line - _WIDTH // 2, area.y(), _WIDTH, area.height())
        left, right = self._titles
        # At the bottom: QGIS's messages cover the top.
        top = area.bottom() - _MARGIN - left.height()
        left.move(line - _WIDTH // 2 - _MARGIN - left.width(), top)
        right.move(line + _WIDTH // 2 + _MARGIN, top)
        self.raise_()


def _title(canvas: QgsMapCanvas, text: str) -> QLabel:
    label = QLabel(text, canvas)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.setAutoFillBackground(True)
    label.setMargin(4)
    label.adjustSize()
    label.show()
    return label
