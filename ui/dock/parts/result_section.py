"""The dock's section Result: mapped areas of the last runs, and tools for their maps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import pyqtSignal

from ....processing.app.i18n import tr
from ....processing.app.units import km2_text
from ....processing.layers.styles import target_color
from ...widgets.opening import open_files
from ...widgets.small import button, note, show_text
from ..state.planned_run import PlannedRun
from ..state.planned_runs import year_text
from ..state.state import DockState
from .check_accuracy import CheckAccuracy
from .compare import Compare
from .opacity_panel import OpacityPanel
from .section import Section
from .threshold_panel import ThresholdPanel


class ResultSection(Section):
    """Shows the results of the last runs.

    Args:
        state: State of the dock.
        canvas: Map canvas of QGIS.

    Attributes:
        failed: Emitted with a sentence if a report cannot be opened.
    """

    failed = pyqtSignal(str)

    def __init__(self, state: DockState, canvas: QgsMapCanvas) -> None:
        super().__init__("result", tr("Result"), state)
        self.areas = note("areas")
        self.report = button("open_report", tr("Open Report"), tr("Map, areas and details of the last runs, to print"))
        self.accuracy = CheckAccuracy()
        self.threshold = ThresholdPanel()
        self.opacity = OpacityPanel()
        self.compare = Compare(canvas)
        for part in (self.areas, self.report, self.accuracy.button, self.threshold, self.opacity, self.compare):
            self.column.addWidget(part)
        self._lines: list[str] = []
        self._runs: list[PlannedRun] = []
        self.report.clicked.connect(self._open_reports)
        self._offer()
        self.render()

    def begin(self) -> None:
        """Clear the results before new runs."""
        self._lines.clear()
        self._runs.clear()
        self._offer()
        self.render()

    def close_section(self) -> None:
        """Remove the swipe from the map."""
        self.compare.end()

    def add(self, run: PlannedRun, results: dict[str, Any]) -> None:
        """Add the results of a run."""
        area, covered = float(results["AREA_KM2"]), float(results["COVERED_KM2"])
        share = 100 * area / covered if covered else 0.0
        text = tr("{}: {} of {} ({:.1f} %)").format(year_text(run.year), km2_text(area), km2_text(covered), share)
        if run.algorithm == "applythreshold":
            text = tr("{}, threshold {} %").format(text, run.parameters["THRESHOLD"])
        else:
            self._runs.append(run)
            self._offer()
        self._lines.append(text)
        self.render()

    def _offer(self) -> None:
        """Offer the tools that apply to the maps."""
        card = self.state.models.get(self._runs[0].model) if self._runs else None
        color = ""
        if self._runs and card is not None:
            found = QgsApplication.processingRegistry().algorithmById(f"onemetre:{self._runs[0].algorithm}")
            color = target_color(card, found.TARGET)
        self.compare.end()
        self.compare.show_runs(tuple(self._runs))
        self.threshold.show_runs(self._runs, card, color)
        self.opacity.show_runs(tuple(self._runs))

    def render(self) -> None:
        """Show the areas."""
        self.setVisible(bool(self._lines))
        self.report.setVisible(bool(self._reports()))
        self.accuracy.show_runs(self._runs)
        show_text(self.areas, "\n".join(self._lines))

    def _reports(self) -> list[str]:
        """Reports of the runs that still exist."""
        paths = [str(run.parameters.get("REPORT", "")) for run in self._runs]
        return [path for path in paths if path and Path(path).is_file()]

    def _open_reports(self) -> None:
        for path in open_files(self._reports()):
            self.failed.emit(tr("No program can open {}.").format(path))
