"""The dock's part Result: areas of the last run's classes, and the way to them."""

from __future__ import annotations

from typing import Any

from ..processing.i18n import tr
from ..processing.units import km2_text
from .dock_runs import PlannedRun, year_text
from .dock_state import DockState
from .dock_widgets import Section, note, show_text


class ResultSection(Section):
    """Shows what the last runs gave.

    Args:
        state: The dock's.
    """

    def __init__(self, state: DockState) -> None:
        super().__init__("result", tr("Result"), state)
        self.areas = note("areas")
        self.column.addWidget(self.areas)
        self._lines: list[str] = []
        self.render()

    def begin(self) -> None:
        """Other runs begin: what was shown is of the past."""
        self._lines.clear()
        self.render()

    def add(self, run: PlannedRun, results: dict[str, Any]) -> None:
        """Show what a run gave."""
        area, covered = float(results["AREA_KM2"]), float(results["COVERED_KM2"])
        share = 100 * area / covered if covered else 0.0
        self._lines.append(
            tr("{}: {} of {} ({:.1f} %), on {}").format(
                year_text(run.year), km2_text(area), km2_text(covered), share, results["DEVICE_USED"].upper()
            )
        )
        self.render()

    def render(self) -> None:
        """Show the areas."""
        self.setVisible(bool(self._lines))
        show_text(self.areas, "\n".join(self._lines))
