"""The dock's swipe: compares two years of the last maps, or a map with its image."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QPushButton

from ....processing.app.i18n import tr
from ...swipe.swipe import Swipe
from ...widgets.small import button
from ..state.planned_runs import PlannedRun, year_text


class Compare:
    """A button that stays pressed while the swipe is on the map.

    Args:
        canvas: Map canvas of QGIS.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._runs: Sequence[PlannedRun] = ()
        self._swipe: Swipe | None = None
        self.button: QPushButton = button(
            "swipe",
            tr("Swipe"),
            tr("Compare the first and last year, or map and image, with a movable divider"),
        )
        self.button.setCheckable(True)
        self.button.toggled.connect(self._toggled)

    def show_runs(self, runs: Sequence[PlannedRun]) -> None:
        """Offer a swipe between the maps of these runs."""
        self._runs = runs
        self.button.setVisible(bool(runs))

    def end(self) -> None:
        """Remove the swipe from the map."""
        if self._swipe is not None:
            self._swipe.end()

    def _toggled(self, down: bool) -> None:
        if not down:
            self.end()
            return
        sides = self._sides()
        if sides is None:
            self.button.setChecked(False)
            return
        left, right, titles = sides
        self._swipe = Swipe(self._canvas, left, right, titles)
        self._swipe.ended.connect(self._ended)

    def _ended(self) -> None:
        self._swipe = None
        self.button.setChecked(False)

    def _sides(self) -> tuple[list[QgsMapLayer], list[QgsMapLayer], tuple[str, str]] | None:
        """Layers on the left and right with their titles; None = they have left the project."""
        first, last = self._runs[0], self._runs[-1]
        left, right = _layers([first.parameters["OUTPUT"]]), _layers([last.parameters["OUTPUT"]])
        titles = (year_text(first.year), year_text(last.year))
        if first is last:
            left, titles = _layers(first.parameters["INPUT"]), (tr("Image"), tr("Map"))
        return (left, right, titles) if left and right else None


def _layers(sources: Sequence[str]) -> list[QgsMapLayer]:
    layers = QgsProject.instance().mapLayers().values()
    found = (next((layer for layer in layers if layer.source() == source), None) for source in sources)
    return [layer for layer in found if layer is not None]
