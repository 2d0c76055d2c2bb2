"""Years of maps: the temporal range of a layer, and the range and step of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsDateTimeRange, QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

if TYPE_CHECKING:
    from qgis.gui import QgsMapCanvas


ALWAYS = QgsDateTimeRange(QDateTime(), QDateTime())
"""The range without a beginning and an end."""


def set_years(layer: QgsRasterLayer | QgsVectorLayer, first: int, last: int) -> None:
    """Show a layer in these years only while the temporal controller is on.

    Args:
        layer: A map.
        first: Year of the map.
        last: The last year before that of the next map, or its own year again.
    """
    _show_within(layer, _range(first, last))


def set_days(layer: QgsRasterLayer, first: str, last: str) -> None:
    """Show an image on the days of its acquisition only while the temporal controller is on.

    Args:
        layer: The image.
        first: First day, ISO 8601.
        last: Last day, ISO 8601.
    """
    begin, end = (QDate.fromString(day, Qt.DateFormat.ISODate) for day in (first, last))
    _show_within(layer, _whole_days(begin, end))


def range_of_years(project: QgsProject) -> QgsDateTimeRange | None:
    """All years with a map, if maps begin in at least two.

    Maps of years are the layers with a fixed range of whole years.
    """
    spans = _spans(project)
    first = {begin for begin, _ in spans}
    return _range(min(first), max(end for _, end in spans)) if len(first) > 1 else None


def frames_of_years(project: QgsProject) -> list[QgsDateTimeRange]:
    """A frame for each year in which maps begin, until the last year of those: no frame is without a map."""
    until: dict[int, int] = {}
    for begin, end in _spans(project):
        until[begin] = max(end, until.get(begin, end))
    return [_range(begin, until[begin]) for begin in sorted(until)]


def fit_project(project: QgsProject) -> None:
    """Let the temporal controller step through the years, once the project has two."""
    years = range_of_years(project)
    if years is not None:
        settings = project.timeSettings()
        settings.setTemporalRange(years)
        settings.setTimeStepUnit(Qgis.TemporalUnit.Years)
        settings.setTimeStep(1)


def forget_stale_range(canvas: QgsMapCanvas) -> None:
    """Remove a temporal range that is left on the canvas while the controller is off: it would hide dated maps."""
    controller = canvas.temporalController()
    off = controller is None or controller.navigationMode() == Qgis.TemporalNavigationMode.Disabled
    if off and not canvas.temporalRange().isInfinite():
        canvas.setTemporalRange(ALWAYS)


def _spans(project: QgsProject) -> list[tuple[int, int]]:
    return [span for layer in project.mapLayers().values() if (span := _years_of(layer)) is not None]


def _range(first: int, last: int) -> QgsDateTimeRange:
    return _whole_days(QDate(first, 1, 1), QDate(last, 12, 31))


def _whole_days(first: QDate, last: QDate) -> QgsDateTimeRange:
    # In UTC like the temporal controller; in local time, the last hours of a year would show in the next one.
    begin = QDateTime(first, QTime(0, 0), Qt.TimeSpec.UTC)
    return QgsDateTimeRange(begin, QDateTime(last, QTime(23, 59, 59, 999), Qt.TimeSpec.UTC))


def _show_within(layer: QgsRasterLayer | QgsVectorLayer, span: QgsDateTimeRange) -> None:
    temporal = layer.temporalProperties()
    modes = Qgis.RasterTemporalMode if isinstance(layer, QgsRasterLayer) else Qgis.VectorTemporalMode
    temporal.setMode(modes.FixedTemporalRange)
    temporal.setFixedTemporalRange(span)
    temporal.setIsActive(True)


def _years_of(layer: QgsMapLayer) -> tuple[int, int] | None:
    temporal = layer.temporalProperties()
    if not isinstance(layer, QgsRasterLayer | QgsVectorLayer) or not temporal.isActive():
        return None
    modes = Qgis.RasterTemporalMode if isinstance(layer, QgsRasterLayer) else Qgis.VectorTemporalMode
    span = temporal.fixedTemporalRange()
    begin, end = span.begin().toUTC(), span.end().toUTC()
    whole = (begin.date().month(), begin.date().day(), end.date().month(), end.date().day()) == (1, 1, 12, 31)
    if temporal.mode() != modes.FixedTemporalRange or not whole:
        return None
    return int(begin.date().year()), int(end.date().year())
