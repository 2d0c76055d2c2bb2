"""A layer combo box whose selection never changes by itself."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import Qgis, QgsMapLayer, QgsProject
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import pyqtSignal


class LayerChoice(QgsMapLayerComboBox):
    """Empty at first, and again once the selected layer leaves the project; QGIS would select another one.

    Args:
        name: Object name of the widget.
        filters: Kinds of layers to offer.
        nothing: Text shown while no layer is selected.

    Attributes:
        lost: Emitted with the layer's name when the selected layer leaves the project.
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
        # Runs after QGIS's own slot, which removes the layer from the list and selects another one.
        QgsProject.instance().layersWillBeRemoved.connect(self._let_go)

    def setLayer(self, layer: QgsMapLayer | None) -> None:
        """Select a layer."""
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
