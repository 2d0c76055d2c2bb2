"""Opacity of the maps of the last runs."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSignalBlocker, Qt
from qgis.PyQt.QtWidgets import QFormLayout, QSlider, QWidget

from ....processing.app.i18n import tr
from ....processing.layers.styles import OPACITY
from ..state.planned_runs import PlannedRun
from .run_layers import made_layers

_LOWEST, _HIGHEST = 10, 100


class OpacityPanel(QWidget):
    """A slider that fades the class maps, so that the image below can be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("opacity")
        self.slider.setAccessibleName(tr("Opacity of the maps"))
        self.slider.setRange(_LOWEST, _HIGHEST)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(tr("Opacity"), self.slider)
        self._runs: Sequence[PlannedRun] = ()
        self.slider.valueChanged.connect(self._fade)
        self.hide()

    def show_runs(self, runs: Sequence[PlannedRun]) -> None:
        """Offer the slider for the maps of runs."""
        self._runs = runs
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * OPACITY))
        self.setVisible(bool(runs))

    def _fade(self, percent: int) -> None:
        for layer in made_layers(self._runs, ["OUTPUT"]):
            layer.setOpacity(percent / 100)
            layer.triggerRepaint()
