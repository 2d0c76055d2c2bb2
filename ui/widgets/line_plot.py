"""A small line plot: named series over a growing number."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...processing.app.i18n import tr

# Lightness and stroke distinguish the lines for the colour-blind too, on light and on dark backgrounds.
_COLORS = (("#0060a8", "#6cb6ff"), ("#c25700", "#ffab5e"), ("#00795a", "#4fd6a8"), ("#a0307c", "#f09ad0"))
_STROKES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_GAP = 4
_LINES_BETWEEN_TICKS = 2
_FEWEST_TICKS = 4


@dataclass(frozen=True)
class _Axis:
    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low)


class Curves(QWidget):
    """A plot that grows with each added point; colours come from the palette.

    Args:
        title: Title of the vertical axis.
        horizontal: Title of the horizontal axis.
        parent: Widget that contains the plot.
    """

    def __init__(self, title: str, horizontal: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._horizontal = title, horizontal
        self._lines: dict[str, list[tuple[float, float]]] = {}
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A comfortably readable size."""
        letter = self.fontMetrics()
        return QSize(40 * letter.averageCharWidth(), 9 * letter.height())

    def minimumSizeHint(self) -> QSize:
        """The smallest readable size."""
        letter = self.fontMetrics()
        return QSize(24 * letter.averageCharWidth(), 7 * letter.height())

    def clear(self) -> None:
        """Remove all lines."""
        self._lines.clear()
        self.setAccessibleDescription("")
        self.update()

    def add(self, line: str, x: float, y: float) -> None:
        """Add a point to a line, and the line with its first point; values that are not finite are skipped."""
        if math.isfinite(x) and math.isfinite(y):
            self._lines.setdefault(line, []).append((x, y))
            last = [f"{name} {_number(points[-1][1])}" for name, points in self._lines.items()]
            self.setAccessibleDescription(f"{self._horizontal} {_number(x)}: {', '.join(last)}")
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the axes, the lines and the legend."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, letter = self.palette(), painter.fontMetrics()
        text = palette.color(QPalette.ColorRole.Text)
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        painter.setPen(text)
        head = self._draw_head(painter, letter)
        points = [point for line in self._lines.values() for point in line]
        if not points:
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing yet"))
            return
        up = _axis([y for _, y in points], self.height() / (_LINES_BETWEEN_TICKS * letter.height()), padding=0.05)
        left = max(letter.horizontalAdvance(_number(y)) for y in up.ticks) + 2 * _GAP
        foot = letter.height() + _GAP
        area = QRectF(left, head, self.width() - left - 2 * _GAP, self.height() - head - foot)
        across = _axis([x for x, _ in points], area.width() / (letter.horizontalAdvance("00000") + 4 * _GAP))
        self._draw_axes(painter, area, across, up)
        painter.setClipRect(area.adjusted(-3, -3, 3, 3))
        for number, line in enumerate(self._lines.values()):
            pen = self._pen(number)
            places = [_place(area, across, up, x, y) for x, y in line]
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF(places))
            if len(places) == 1:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(pen.color())
                painter.drawEllipse(places[0], 3, 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_head(self, painter: QPainter, letter: QFontMetrics) -> float:
        """Draw title and legend in as many rows as they need; returns their height."""
        x, y = float(_GAP), float(_GAP)
        painter.drawText(QPointF(x, y + letter.ascent()), self._title)
        x += letter.horizontalAdvance(self._title) + 4 * _GAP
        sample = 3 * letter.averageCharWidth()
        for number, name in enumerate(self._lines):
            width = sample + _GAP + letter.horizontalAdvance(name)
            if x + width > self.width() - _GAP:
                x, y = float(_GAP), y + letter.height()
            pen = painter.pen()
            painter.setPen(self._pen(number))
            middle = y + letter.height() / 2
            painter.drawLine(QPointF(x, middle), QPointF(x + sample, middle))
            painter.setPen(pen)
            painter.drawText(QPointF(x + sample + _GAP, y + letter.ascent()), name)
            x += width + 4 * _GAP
        return y + 1.5 * letter.height()

    def _draw_axes(self, painter: QPainter, area: QRectF, across: _Axis, up: _Axis) -> None:
        letter, text = painter.fontMetrics(), painter.pen()
        color = text.color()
        color.setAlphaF(0.2)
        for y in up.ticks:
            height = _place(area, across, up, across.low, y).y()
            painter.setPen(color)
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            painter.setPen(text)
            label = QRectF(0, height - letter.height() / 2, area.left() - _GAP, letter.height())
            painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _number(y))
        last = self.width() - _GAP - letter.horizontalAdvance(self._horizontal)
        base = self.height() - _GAP / 2 - letter.descent()
        for x in across.ticks:
            place, half = _place(area, across, up, x, up.low).x(), letter.horizontalAdvance(_number(x)) / 2
            if place + half + _GAP < last:
                painter.drawText(QPointF(max(place - half, 0.0), base), _number(x))
        painter.drawText(QPointF(last, base), self._horizontal)

    def _pen(self, number: int) -> QPen:
        light, dark = _COLORS[number % len(_COLORS)]
        ground = self.palette().color(QPalette.ColorRole.Base)
        is_dark = ground.lightnessF() < 0.5
        return QPen(QColor(dark if is_dark else light), 2, _STROKES[number % len(_STROKES)])


def _axis(values: list[float], room: float, *, padding: float = 0.0) -> _Axis:
    """An axis from the least to the greatest value, with at most ``room`` round numbers between them."""
    low, high = min(values), max(values)
    if high - low < 1e-9 * max(abs(low), abs(high), 1e-9):
        low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
    low, high = low - padding * (high - low), high + padding * (high - low)
    decade = 10.0 ** math.floor(math.log10(high - low))
    steps = [decade * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5, 10)]
    step = next((step for step in steps if (high - low) / step < max(room, _FEWEST_TICKS)), steps[-1])
    ticks = range(math.ceil(low / step), math.floor(high / step) + 1)
    return _Axis(low, high, tuple(number * step for number in ticks))


def _place(area: QRectF, across: _Axis, up: _Axis, x: float, y: float) -> QPointF:
    return QPointF(area.left() + across.share(x) * area.width(), area.bottom() - up.share(y) * area.height())


def _number(value: float) -> str:
    """A number as text, with its significant digits only."""
    return f"{value:.0f}" if value == round(value) and abs(value) < 1e6 else f"{value:.3g}"
