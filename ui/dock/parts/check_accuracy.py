"""The button that leads from a finished map to its accuracy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu

from ....processing.app.i18n import tr
from ...widgets.small import button
from ...widgets.weakly import weakly
from ..state.planned_run import PlannedRun
from ..state.planned_runs import year_text


class CheckAccuracy(QObject):
    """Offers to check the accuracy of the last maps; of several, a menu asks which.

    Attributes:
        button: The button.
        wanted: Emitted with the path of the map.
    """

    wanted = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        tip = tr("Draw random points of the map, label them, and measure how right the map is")
        self.button = button("check_accuracy", tr("Check the Accuracy..."), tip)
        self._maps: list[tuple[str, str]] = []
        self.button.clicked.connect(self._ask)

    def show_runs(self, runs: Sequence[PlannedRun]) -> None:
        """Offer the maps of runs that exist."""
        maps = [(year_text(run.year), str(run.parameters.get("OUTPUT", ""))) for run in runs]
        self._maps = [(title, path) for title, path in maps if path and Path(path).is_file()]
        self.button.setVisible(bool(self._maps))

    def _ask(self) -> None:
        if len(self._maps) == 1:
            self.wanted.emit(self._maps[0][1])
            return
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for title, path in self._maps:
            menu.addAction(title).triggered.connect(weakly(self._choose, path))
        menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _choose(self, path: str, *_: object) -> None:
        self.wanted.emit(path)
