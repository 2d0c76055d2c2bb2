"""The dock's section Series: how much of a class there was in each year, in the view or in a zone."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsReferencedGeometry,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSignalBlocker, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import QFileDialog, QFormLayout, QGridLayout

from ....contract.errors import EngineError
from ....processing.app.i18n import tr
from ....processing.client.engine_words import error_text
from ...background.background_task import BackgroundTask, TaskFeedback
from ...background.latest_only import LatestOnly
from ...dynamics.chart import ChartData, YearChart
from ...dynamics.counting import CountedMap, count, ground_measure
from ...dynamics.export import export, filters
from ...dynamics.figures import PlaceFigures
from ...dynamics.project_series import YearSeries, find_series
from ...dynamics.table import FiguresTable
from ...dynamics.zones import is_table, read_zone
from ...widgets.small import button, choice, lead_to_fields, note, show_text
from ..parts.play_years import PlayYears
from ..parts.section import Section
from ..state.state import DockState
from .place import PlaceChoice
from .year_swipe import YearSwipe

_REST_MS = 300
"""The map must rest as long before it is counted, and a layer be in its group before it is looked at."""


class SeriesSection(Section):
    """Shows the figures of a series of year maps, or of a table that ``onemetre:dynamics`` made.

    Args:
        state: State of the dock.
        canvas: Map canvas of QGIS.

    Attributes:
        failed: Emitted with a sentence if a file cannot be written.
    """

    failed = pyqtSignal(str)

    def __init__(self, state: DockState, canvas: QgsMapCanvas) -> None:
        super().__init__("series", tr("Series"), state)
        self._canvas = canvas
        self._series: list[YearSeries] = []
        self._figures: PlaceFigures | None = None
        self._lookup = LatestOnly()
        self._rest, self._soon = QTimer(self), QTimer(self)
        self.series = choice("series")
        self.classes = choice("series_class")
        self.place = PlaceChoice(canvas)
        self.chart = YearChart()
        self.table = FiguresTable()
        self.status = note("series_status")
        self.values = choice("series_values")
        self.save = button("series_export", tr("E&xport..."), tr("Save the table as CSV, or the chart as PNG or SVG"))
        self.years = PlayYears(canvas)
        self.swipe = YearSwipe(canvas)
        self._lay_out()
        self._connect()
        self._look()

    def render(self) -> None:
        """Show the series of the project; none hides the section."""
        tables = any(isinstance(one, QgsVectorLayer) and is_table(one) for one in _layers())
        self.setVisible(bool(self._series) or tables)
        self.years.render()

    def showEvent(self, event: QShowEvent) -> None:
        """Count what was not counted while nobody saw it."""
        super().showEvent(event)
        self._rest.start()

    def close_section(self) -> None:
        """End the counting, and remove everything from the map."""
        self._rest.stop()
        self._soon.stop()
        self._lookup.stop()
        self.swipe.end()
        self.years.end()
        self.place.close_place()
        self._canvas.extentsChanged.disconnect(self._wait_for_rest)
        self._canvas.destinationCrsChanged.disconnect(self._wait_for_rest)
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._layers_changed)
        project.layersRemoved.disconnect(self._layers_changed)

    def export_to(self, path: Path) -> None:
        """Write table or chart, as the ending of the path says."""
        if self._figures is None:
            return
        try:
            export(path, self._figures, shares=bool(self.values.currentData()))
        except EngineError as error:
            self.failed.emit(error_text(error))

    @property
    def busy(self) -> bool:
        """Whether pixels are being counted, or soon will be."""
        return self._lookup.busy or self._rest.isActive() or self._soon.isActive()

    @property
    def figures(self) -> PlaceFigures | None:
        """What chart and table show; None = nothing."""
        return self._figures

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.addRow(tr("Maps"), self.series)
        self._form.addRow(tr("Class"), self.classes)
        lead_to_fields(self._form)
        for title, shares in ((tr("Area by year"), False), (tr("Share by year"), True)):
            self.values.addItem(title, shares)
        self.values.setAccessibleName(tr("Values of the chart"))
        tools = QGridLayout()
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.values, 0, 0)
        tools.addWidget(self.save, 0, 1)
        tools.addWidget(self.years.button, 1, 0, 1, 2)
        self.column.addLayout(self._form)
        for part in (self.place, self.chart, self.table, self.status):
            self.column.addWidget(part)
        self.column.addLayout(tools)
        self.column.addWidget(self.swipe)

    def _connect(self) -> None:
        for timer, slot in ((self._rest, self._count), (self._soon, self._look)):
            timer.setSingleShot(True)
            timer.setInterval(_REST_MS)
            timer.timeout.connect(slot)
        self.series.activated.connect(self._choose_series)
        self.classes.activated.connect(self._count)
        self.place.changed.connect(self._count)
        self.place.missed.connect(self._show_miss)
        self.values.activated.connect(self._draw)
        self.save.clicked.connect(self._ask_for_file)
        self.collapsedStateChanged.connect(self._count)
        self._canvas.extentsChanged.connect(self._wait_for_rest)
        self._canvas.destinationCrsChanged.connect(self._wait_for_rest)
        project = QgsProject.instance()
        project.layersAdded.connect(self._layers_changed)
        project.layersRemoved.connect(self._layers_changed)

    # -- which maps ------------------------------------------------------------------------------------------------

    def _layers_changed(self, _: object = None) -> None:
        # Layers are in their groups, and have their years, only after they were added.
        self._soon.start()

    def _look(self) -> None:
        before, chosen = self._chosen, self.series.currentText()
        self._series = find_series(QgsProject.instance())
        self.series.clear()
        self.series.addItems([one.title for one in self._series])
        self.series.setCurrentIndex(max(self.series.findText(chosen), 0) if self._series else -1)
        if self._chosen != before:
            self._choose_series()
        self.render()
        self._rest.start()

    @property
    def _chosen(self) -> YearSeries | None:
        at = self.series.currentIndex()
        return self._series[at] if 0 <= at < len(self._series) else None

    def _choose_series(self, _: object = None) -> None:
        series = self._chosen
        self.swipe.show_series(series)
        with QSignalBlocker(self.classes):
            before = self.classes.currentText()
            self.classes.clear()
            for one in series.classes if series is not None else ():
                self.classes.addItem(tr(one.title), one.value)
            self.classes.setCurrentIndex(max(self.classes.findText(before), 0) if self.classes.count() else -1)
        for part in (self.classes, self._form.labelForField(self.classes)):
            part.setVisible(self.classes.count() > 1)
        self._count()

    # -- how much --------------------------------------------------------------------------------------------------

    def _wait_for_rest(self) -> None:
        # A zone is where it was.
        if self.place.layer is None:
            self._rest.start()

    def _count(self, _: object = None) -> None:
        """Read or count the figures of the place, unless nobody sees them."""
        self._rest.stop()
        self._lookup.abandon()
        if self.isCollapsed() or not self.isVisible():
            return
        zone, table = self.place.zone, self.place.table
        if table is not None and zone is not None and zone.number is not None:
            rows = read_zone(table, zone.number)
            self._show(PlaceFigures(title=zone.name, rows=rows, table=table.name()))
        elif self.place.layer is not None and zone is None:
            self._show(None, tr("Click a zone of {} on the map.").format(self.place.layer.name()))
        elif (series := self._chosen) is None:
            self._show(None, tr("The project has no maps of two years; choose zones with figures."))
        else:
            self._start(series)

    def _start(self, series: YearSeries) -> None:
        known = QgsProject.instance().mapLayers()
        layers = [(year, known[name]) for year, name in series.layers if name in known]
        maps = [CountedMap(year, one.dataProvider().clone()) for year, one in layers if isinstance(one, QgsRasterLayer)]
        if not maps:
            return
        crs, whole = layers[0][1].crs(), self.place.zone is not None
        try:
            polygon = self._polygon()
            place = QgsGeometry(polygon)
            place.transform(QgsCoordinateTransform(polygon.crs(), crs, QgsProject.instance()))
        except QgsCsException:
            self._show(None, tr("The map view does not lie in the coordinate system of the maps."))
            return
        value, measure = int(self.classes.currentData()), ground_measure(crs)
        name = self.place.zone.name if self.place.zone is not None else tr("map view")
        title = tr("{}, {}").format(self.classes.currentText(), name)

        def work(feedback: TaskFeedback) -> PlaceFigures:
            rows, stride = count(maps, value, place, measure, feedback.isCanceled, whole=whole)
            return PlaceFigures(title=title, rows=rows, stride=stride)

        self._lookup.start(tr("OneMetre: figures of the years"), work, self._counted)

    def _polygon(self) -> QgsReferencedGeometry:
        """The zone, or the visible map."""
        if self.place.zone is not None and self.place.layer is not None:
            return QgsReferencedGeometry(QgsGeometry(self.place.zone.outline), self.place.layer.crs())
        settings = self._canvas.mapSettings()
        return QgsReferencedGeometry(QgsGeometry.fromQPolygonF(settings.visiblePolygon()), settings.destinationCrs())

    def _counted(self, task: BackgroundTask) -> None:
        if task.error is not None:
            self._show(None, error_text(task.error))
        else:
            self._show(task.result)

    # -- what is shown ---------------------------------------------------------------------------------------------

    def _show(self, figures: PlaceFigures | None, why: str = "") -> None:
        self._figures = figures
        self.table.show_rows(figures.rows if figures is not None else ())
        self.table.setVisible(figures is not None)
        self.save.setEnabled(figures is not None)
        show_text(self.status, why if figures is None else _how(figures))
        self._draw()

    def _draw(self, _: object = None) -> None:
        title, rows = ("", ()) if self._figures is None else (self._figures.title, self._figures.rows)
        self.chart.show_data(ChartData(title, rows, shares=bool(self.values.currentData())))

    def _show_miss(self) -> None:
        show_text(self.status, tr("No zone here; click one of {}.").format(self.place.layers.currentText()))

    def _ask_for_file(self) -> None:
        folder = QgsProject.instance().homePath() or str(Path.home())
        path, kind = QFileDialog.getSaveFileName(self, tr("Export"), folder, filters())
        if path:
            # Some desktops do not add the ending of the chosen kind.
            ending = kind.rpartition("*")[2].rstrip(")")
            self.export_to(Path(path) if Path(path).suffix else Path(path + ending))


def _layers() -> list[object]:
    return list(QgsProject.instance().mapLayers().values())


def _how(figures: PlaceFigures) -> str:
    """How the figures came about, in sentences."""
    if figures.table:
        how = tr("Figures of the table {}, in which every pixel is counted.").format(figures.table)
    elif figures.stride > 1:
        how = tr("Estimate from the pixels on the screen: one of {} is counted.").format(f"{figures.stride**2:,}")
    else:
        how = tr("Every pixel is counted.")
    if figures.gaps:
        how += " " + tr("Not all of the ground is known in every year; gain and loss compare what is known in both.")
    return how
