"""Drawing samples with QGIS's own digitizing tool."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgisInterface

from ....contract.errors import OutputError
from ....processing.app.i18n import tr


def begin_drawing(iface: QgisInterface, layer: QgsVectorLayer) -> None:
    """Activate QGIS's polygon tool for a layer.

    Raises:
        OutputError: The layer cannot be edited.
    """
    if not layer.isEditable() and not layer.startEditing():
        raise OutputError(
            tr("The layer {} cannot be edited.").format(layer.name()),
            tr("Choose another one, or create a new sample layer."),
        )
    iface.setActiveLayer(layer)
    iface.actionAddFeature().trigger()


def save_samples(layer: QgsVectorLayer) -> None:
    """Save the drawn samples; drawing may continue.

    Raises:
        OutputError: The samples cannot be saved.
    """
    if layer.isModified() and not layer.commitChanges(stopEditing=False):
        raise OutputError(
            tr("The samples of {} cannot be saved: {}").format(layer.name(), " ".join(layer.commitErrors())),
            tr("Save them in QGIS, or discard the edits that cannot be saved."),
        )
