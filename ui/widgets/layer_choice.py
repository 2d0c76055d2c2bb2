"""A choice of a layer that never changes by itself."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import Qgis, QgsMapLayer, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal


class LayerChoice(QgsMapLayerComboBox):
    """Nothing is chosen at first, and when the layer that was chosen leaves the project: QGIS would take another one.

    Args:
        name: Of the widget.
        filters: Which layers are offered.
        nothing: What is shown when nothing is chosen.

    Attributes:
        lost: The layer that was chosen is gone; with its name.
    """

    lost = pyqtSignal(str)

    def __init__(self, name: str, filters: Qgis.LayerFilter, nothing: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFilters(Qgis.LayerFilters(filters))
        self.setAllowEmptyLayer(True, nothing)  # noqa: FBT003 - QGIS's signature
        self.setCurrentIndex(0)
        self._chosen: tuple[str, str] | None = None
        self.activated.connect(self._remember)
        # After QGIS's own, which takes the layer out of the list and goes to another one.
        QgsProject.instance().layersWillBeRemoved.connect(self._let_go)

    def setLayer(self, layer: QgsMapLayer | None) -> None:
        """Choose a layer."""
        super().setLayer(layer)
        self._remember()

    def _remember(self) -> None:
        layer = self.currentLayer()
        self._chosen = None if layer is None else (layer.id(), layer.name())

    def _let_go(self, ids: Iterable[str]) -> None:
        if self._chosen is not None and self._chosen[0] in ids:
            _, name = self._chosen
            self._chosen = None
            self.setCurrentIndex(0)
            self.lost.emit(name)
