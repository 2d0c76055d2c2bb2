"""A new threshold for existing maps: shown at once by restyling the probability, written on request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QSlider, QVBoxLayout, QWidget

from ....contract.card import ModelCard
from ....processing.app.i18n import tr
from ....processing.layers.styles import ProbabilityStyle, ThresholdStyle
from ...widgets.small import button
from ..state.planned_runs import PlannedRun
from .run_layers import made_layers

_LOWEST, _HIGHEST = 1, 99


class ThresholdPanel(QWidget):
    """A slider for the maps of the last runs.

    Attributes:
        wanted: Emitted with the runs that write the maps with the slider's threshold.
    """

    wanted = pyqtSignal(list)

    def __init__(self) -> None:
        super().__init__()
        self.value = QLabel()
        self.value.setObjectName("threshold_value")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("threshold")
        self.slider.setAccessibleName(tr("Threshold of the shown maps"))
        self.slider.setRange(_LOWEST, _HIGHEST)
        self.value.setBuddy(self.slider)
        self.apply = button("apply_threshold", tr("Apply Threshold"), tr("Write class maps with this threshold"))
        row = QHBoxLayout()
        row.addWidget(self.slider, 1)
        row.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.value)
        column.addLayout(row)
        self._runs: list[PlannedRun] = []
        self._usual = 0
        self._color = ""
        self.slider.valueChanged.connect(self._moved)
        self.apply.clicked.connect(self._apply)
        self.hide()

    def show_runs(self, runs: Sequence[PlannedRun], card: ModelCard | None, color: str) -> None:
        """Offer another threshold for maps of a single class that have a probability raster.

        Args:
            runs: Finished runs.
            card: Card of the runs' model.
            color: Colour of the class.
        """
        self._runs = [run for run in runs if "PROBABILITY" in run.parameters and run.algorithm != "segment"]
        self.setVisible(bool(self._runs) and card is not None)
        if not self._runs or card is None:
            return
        self._color = color
        self._usual = int(self._runs[0].parameters.get("THRESHOLD", card.threshold))
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._usual)
        self._tell()

    def _moved(self, percent: int) -> None:
        self._tell()
        self._show(percent if percent != self._usual else None)

    def _tell(self) -> None:
        percent = self.slider.value()
        text = tr("Threshold: {} %") if percent == self._usual else tr("Threshold: {} % (mapped with {} %)")
        self.value.setText(text.format(percent, self._usual))
        self.apply.setEnabled(percent != self._usual)

    def _show(self, percent: int | None) -> None:
        """Show the maps with a threshold by styling their probability; None = as written."""
        style = ProbabilityStyle(self._color) if percent is None else ThresholdStyle(self._color, percent)
        for run in self._runs:
            for layer in made_layers([run], ["PROBABILITY"]):
                layer.setRenderer(style.renderer(layer.dataProvider()))
                layer.triggerRepaint()
                layer.emitStyleChanged()
                _set_visible(layer, visible=percent is not None)
            # The written maps lie above the probability.
            for above in made_layers([run], ["OUTPUT", "POLYGONS"]):
                _set_visible(above, visible=percent is None)

    def _apply(self) -> None:
        percent = self.slider.value()
        runs = [_run(run, percent) for run in self._runs]
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._usual)
        self._moved(self._usual)
        self.wanted.emit(runs)


def _run(run: PlannedRun, percent: int) -> PlannedRun:
    output = Path(run.parameters["OUTPUT"])
    parameters = {
        "INPUT": run.parameters["PROBABILITY"],
        "THRESHOLD": percent,
        "OUTPUT": str(output.with_name(f"{output.name.removesuffix('.tif')}_{percent}.tif")),
    }
    return PlannedRun("applythreshold", parameters, run.year, run.model)


def _set_visible(layer: QgsMapLayer, *, visible: bool) -> None:
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    if node is not None:
        node.setItemVisibilityChecked(visible)
