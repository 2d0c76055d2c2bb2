"""Presents imagery that an algorithm made: name, and the days on which it was taken."""

from __future__ import annotations

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)
from qgis.utils import iface

from .temporal import forget_stale_range, set_days


class _PresentImagery(QgsProcessingLayerPostProcessorInterface):
    """Names a loaded image and sets its temporal range; called by QGIS in the GUI thread after loading."""

    def __init__(self, title: str, start: str, end: str) -> None:
        super().__init__()
        self._title, self._start, self._end = title, start, end

    def postProcessLayer(
        self,
        layer: QgsMapLayer,
        context: QgsProcessingContext,  # noqa: ARG002 - QGIS passes it
        feedback: QgsProcessingFeedback,  # noqa: ARG002
    ) -> None:
        """Present the layer."""
        if not isinstance(layer, QgsRasterLayer):
            return
        if self._title:
            layer.setName(self._title)
        if self._start:
            set_days(layer, self._start, self._end)
            if iface is not None:
                forget_stale_range(iface.mapCanvas())


# QGIS keeps no reference: a processor held only by the algorithm would be gone before the layer is loaded.
_kept: list[_PresentImagery] = []


def present_imagery(context: QgsProcessingContext, path: str, title: str, start: str, end: str) -> None:
    """Schedule the presentation of an image that QGIS may load after the algorithm.

    Args:
        context: Context of the algorithm.
        path: Path of the image.
        title: Name of the layer; empty = the name that QGIS chooses.
        start: First day of the acquisition, ISO 8601; empty = not known.
        end: Last day of the acquisition, ISO 8601.
    """
    if context.willLoadLayerOnCompletion(path):
        processor = _PresentImagery(title, start, end)
        _kept.append(processor)
        context.layerToLoadOnCompletionDetails(path).setPostProcessor(processor)
