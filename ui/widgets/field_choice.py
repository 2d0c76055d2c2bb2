"""A field combo box whose selection never changes by itself."""

from __future__ import annotations

from qgis.core import QgsFieldProxyModel, QgsVectorLayer
from qgis.gui import QgsFieldComboBox
from qgis.PyQt.QtCore import pyqtSignal


class FieldChoice(QgsFieldComboBox):
    """Offers fields that can name a class. QGIS's own box selects the first one whenever it rereads the layer's fields.

    Args:
        name: Object name of the widget.

    Attributes:
        chosen: Emitted when the user selects another field, or when the layer changes.
    """

    chosen = pyqtSignal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        kinds = QgsFieldProxyModel.Filter
        self.setFilters(kinds.Int | kinds.LongLong | kinds.Double | kinds.String | kinds.Boolean)
        self._wanted = ""
        self.activated.connect(self._choose)

    @property
    def name(self) -> str:
        """Name of the selected field; empty = the layer has none."""
        return self._wanted

    def show_layer(self, layer: QgsVectorLayer | None, preferred: str) -> None:
        """Offer the fields of a layer; the preferred one is selected if it exists."""
        self.setLayer(layer)
        self.setField(preferred)
        if layer is not None:
            layer.updatedFields.connect(self._restore)
        self._choose()

    def _choose(self) -> None:
        self._wanted = self.currentField()
        self.chosen.emit()

    def _restore(self) -> None:
        self.setField(self._wanted)
        if self.currentField() != self._wanted:
            self._choose()
