"""The dock's swipe: compares maps of the last runs and layers of the project, two at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QHBoxLayout

from ....processing.app.i18n import tr
from ....processing.layers.map_names import title_in_tree
from ...swipe.held_swipe import HeldSwipe
from ...swipe.swipe import Swipe
from ...widgets.live_box import LiveBox
from ...widgets.small import button
from ..state.planned_run import PlannedRun
from ..state.planned_runs import year_text
from .run_layers import layers_of_sources, made_layers

_DRAWN = ("OUTPUT", "POLYGONS")
_FEW_LETTERS = 6


@dataclass(frozen=True)
class _Side:
    """A choice for a side.

    Attributes:
        title: Text of the choice.
        run: Number of a run whose map is shown; -1 = the layers.
        layers: Ids of layers.
    """

    title: str
    run: int = -1
    layers: tuple[str, ...] = ()


class Compare(HeldSwipe):
    """The swipe between the choices for its sides.

    A side shows all that its run made and nothing of the other runs; an image is shown without any of their maps.

    Args:
        canvas: Map canvas of QGIS.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(button("swipe", tr("Swipe"), tr("Compare the two with a movable divider")))
        self._canvas = canvas
        self._runs: Sequence[PlannedRun] = ()
        self.sides = (_side_box("swipe_left", tr("On the left")), _side_box("swipe_right", tr("On the right")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.sides[0], 1)
        row.addWidget(self.button)
        row.addWidget(self.sides[1], 1)
        for box in self.sides:
            box.opened.connect(self._read_layers)
            box.activated.connect(self._changed)
        self.hide()

    def show_runs(self, runs: Sequence[PlannedRun]) -> None:
        """Offer the maps of these runs: the first and the last year, or the image and the map of a single one."""
        self._runs = runs
        self._fill()
        if len(runs) > 1:
            self.sides[0].setCurrentIndex(0)
        elif runs:
            self.sides[0].setCurrentIndex(max(self.sides[0].findText(tr("Image")), 0))
        self.sides[1].setCurrentIndex(max(len(runs) - 1, 0))
        self.setVisible(bool(runs))

    def _fill(self) -> None:
        choices = [_Side(_title(run, self._runs), number) for number, run in enumerate(self._runs)]
        images = self._images()
        if images:
            choices.append(_Side(tr("Image"), layers=tuple(layer.id() for layer in images)))
        made = {layer.id() for layer in made_layers(self._runs)}
        others = [layer for layer in QgsProject.instance().layerTreeRoot().layerOrder() if layer not in images]
        choices += [_Side(title_in_tree(layer), layers=(layer.id(),)) for layer in others if layer.id() not in made]
        for box in self.sides:
            before = box.currentText()
            box.clear()
            for choice in choices:
                box.addItem(choice.title, choice)
            box.setCurrentIndex(max(box.findText(before), 0))

    def _read_layers(self) -> None:
        if self._swipe is None:
            self._fill()

    def make_swipe(self) -> Swipe | None:
        """Put a swipe between the two choices on the map; None = they are one, or have no layer."""
        choices = [box.currentData() for box in self.sides]
        left, right = (self._layers(choice) for choice in choices)
        if not left or not right or choices[0] == choices[1]:
            return None
        titles = (choices[0].title, choices[1].title)
        return Swipe(self._canvas, left, right, titles, hidden=made_layers(self._runs), shared=self._images())

    def _images(self) -> list[QgsMapLayer]:
        """Layers that the runs mapped."""
        return layers_of_sources(
            dict.fromkeys(source for run in self._runs for source in run.parameters.get("INPUT", ()))
        )

    def _layers(self, choice: _Side | None) -> list[QgsMapLayer]:
        """Layers that a side draws: of a run those that show its map, as far as they are in the project."""
        if choice is None:
            return []
        if choice.run >= 0:
            return made_layers([self._runs[choice.run]], _DRAWN)
        layers = QgsProject.instance().mapLayers()
        return [layers[name] for name in choice.layers if name in layers]


def _side_box(name: str, title: str) -> LiveBox:
    box = LiveBox(name, title, _FEW_LETTERS)
    box.setToolTip(title)
    return box


def _title(run: PlannedRun, runs: Sequence[PlannedRun]) -> str:
    return tr("Map") if len(runs) == 1 else year_text(run.year)
