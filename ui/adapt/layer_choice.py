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
        self.setFilters(filters)
        self.setAllowEmptyLayer(True, nothing)  # noqa: FBT003 - QGIS's signature
        self.setCurrentIndex(0)
        QgsProject.instance().layersWillBeRemoved.connect(self._let_go)

    def _let_go(self, ids: Iterable[str]) -> None:
        layer: QgsMapLayer | None = self.currentLayer()
        if layer is not None and layer.id() in ids:
            name = layer.name()
            self.setCurrentIndex(0)
            self.lost.emit(name)
