"""The chart of a class by year; its colours come from the palette, and marks and numbers say what colours say."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...processing.app.i18n import tr
from .figures import YearFigures, unit_of

_LINE, _LINE_ON_DARK = "#0060a8", "#6cb6ff"
_GAP = 4.0
_MARK = 4.0
_ALL_KNOWN = 99.95
_DARK = 0.5


@dataclass(frozen=True)
class ChartData:
    """What a chart shows.

    Attributes:
        title: What is counted where.
        rows: The years, ascending.
        shares: Whether to show shares in percent, else areas.
    """

    title: str
    rows: tuple[YearFigures, ...]
    shares: bool

    @property
    def points(self) -> list[tuple[int, float, str, bool]]:
        """Year, value, its text, and whether all of the ground is known in that year."""
        unit, found = unit_of(self.rows), []
        for row in self.rows:
            value = row.class_pct if self.shares else row.class_ha / unit.hectares
            if value is not None:
                text = f"{value:.1f}" if self.shares else unit.text(row.class_ha)
                found.append((row.year, value, text, row.observed_pct >= _ALL_KNOWN))
        return found

    @property
    def unit(self) -> str:
        """Unit of the values."""
        return "%" if self.shares else unit_of(self.rows).name


class YearChart(QWidget):
    """Shows a line from zero up with a mark for each year; a hollow mark: not all of the ground is known then."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("series_chart")
        self.data = ChartData("", (), shares=False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_data(self, data: ChartData) -> None:
        """Show a place; no rows = an empty frame."""
        self.data = data
        self.setAccessibleName(f"{data.title}, {data.unit}" if data.title else tr("Chart by year"))
        self.setAccessibleDescription(", ".join(f"{year}: {text}" for year, _, text, _ in data.points))
        self.update()

    def sizeHint(self) -> QSize:
        """High enough for the lines of the grid with their numbers."""
        return QSize(20 * self.fontMetrics().averageCharWidth(), 9 * self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart in the colours of the window."""
        painter = QPainter(self)
        draw_chart(painter, QRectF(self.rect()), self.data, self.palette())


def draw_chart(painter: QPainter, room: QRectF, data: ChartData, palette: QPalette) -> None:
    """Draw a chart; the font is that of the painter.

    Args:
        painter: Painter of a widget, an image or a file.
        room: Place of the chart.
        data: What it shows.
        palette: Gives the colours of ground and text.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    painter.fillRect(room, ground)
    painter.setPen(text)
    letter, points = painter.fontMetrics(), data.points
    if not points:
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, tr("No figures"))
        return
    title = f"{data.title}, {data.unit}"
    title = letter.elidedText(title, Qt.TextElideMode.ElideMiddle, int(room.width() - 2 * _GAP))
    painter.drawText(QPointF(room.left() + _GAP, room.top() + _GAP + letter.ascent()), title)
    high, step = _scale(max(value for _, value, _, _ in points))
    ticks = [number * step for number in range(round(high / step) + 1)]
    left = max(letter.horizontalAdvance(_tick(tick, step)) for tick in ticks) + 2 * _GAP
    # Room for the number above the highest mark, and for half a year beside the outer ones.
    head, foot = 2.4 * letter.height() + _GAP, letter.height() + 2 * _GAP
    side = max(letter.horizontalAdvance(text) for _, _, text, _ in points) / 2 + _GAP
    area = QRectF(
        room.left() + left + side, room.top() + head, room.width() - left - 2 * side - _GAP, room.height() - head - foot
    )
    faint = QColor(text)
    faint.setAlphaF(0.2)
    for tick in ticks:
        y = area.bottom() - tick / high * area.height()
        painter.setPen(faint)
        painter.drawLine(QPointF(room.left() + left, y), QPointF(area.right() + side, y))
        painter.setPen(text)
        label = QRectF(room.left(), y - letter.height() / 2, left - _GAP, letter.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _tick(tick, step))
    _draw_line(painter, area, data, high, palette)


def _draw_line(painter: QPainter, area: QRectF, data: ChartData, high: float, palette: QPalette) -> None:
    ground, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    points, letter = data.points, painter.fontMetrics()
    years = [year for year, *_ in points]
    span = max(years[-1] - years[0], 1)
    middle = area.center().x() if len(points) == 1 else area.left()
    places = [
        QPointF(middle + (year - years[0]) / span * area.width(), area.bottom() - value / high * area.height())
        for year, value, _, _ in points
    ]
    color = QColor(_LINE_ON_DARK if ground.lightnessF() < _DARK else _LINE)
    shade = QColor(color)
    shade.setAlphaF(0.15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    base = [QPointF(places[-1].x(), area.bottom()), QPointF(places[0].x(), area.bottom())]
    painter.drawPolygon(QPolygonF([*places, *base]))
    painter.setPen(QPen(color, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(places))
    free_above = free_below = -math.inf
    for place, (year, _, number, known) in zip(places, points, strict=True):
        painter.setPen(QPen(color, 2))
        painter.setBrush(color if known else ground)
        painter.drawEllipse(place, _MARK, _MARK)
        painter.setPen(text)
        # A number or a year that would touch the one before is left out: the table has them all.
        width = letter.horizontalAdvance(number)
        if place.x() - width / 2 > free_above:
            painter.drawText(QPointF(place.x() - width / 2, place.y() - _MARK - _GAP), number)
            free_above = place.x() + width / 2 + _GAP
        width = letter.horizontalAdvance(str(year))
        if place.x() - width / 2 > free_below:
            painter.drawText(QPointF(place.x() - width / 2, area.bottom() + _GAP + letter.ascent()), str(year))
            free_below = place.x() + width / 2 + _GAP


def _scale(most: float) -> tuple[float, float]:
    """Upper end and step of an axis from 0 with at most five steps of a round number."""
    if most <= 0:
        return 1.0, 1.0
    decade = 10.0 ** math.floor(math.log10(most))
    step = next(decade * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5) if most / (decade * factor) <= 5)
    return math.ceil(most / step - 1e-9) * step, step


def _tick(value: float, step: float) -> str:
    digits = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{value:,.{digits}f}"
