"""Gives layers of algorithms the style that is stored in their GeoPackage."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)


class _StoredStyle(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded layer its stored style; called by QGIS in the GUI thread. Processing loads layers without it."""

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,  # noqa: ARG002 - QGIS passes it
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> None:
        """Load the style of the file."""
        if isinstance(layer, QgsVectorLayer):
            layer.loadDefaultStyle()


# QGIS keeps no reference: a processor held only by the algorithm would be gone before the layer is loaded.
_kept: list[_StoredStyle] = []


def present_stored_style(context: QgsProcessingContext, output: str) -> None:
    """Schedule the stored style of a layer that QGIS may load after the algorithm."""
    if context.willLoadLayerOnCompletion(output):
        _kept.append(_StoredStyle())
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(_kept[-1])
