"""Presents imagery that an algorithm made: name, and the days on which it was taken."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)
from qgis.utils import iface

from ..app.i18n import tr
from .temporal import forget_stale_range, set_days

_ACQUIRED = re.compile(r"\bONEMETRE_ACQUIRED=(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)")


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


def imagery_title(start: str, end: str) -> str:
    """Name of an image for people: the days of its scenes, ISO 8601."""
    return tr("Sentinel-2, {}").format(start if start == end else f"{start}/{end}")


def load_imagery(context: QgsProcessingContext, path: str) -> bool:
    """Schedule an image that an algorithm made before for loading, as after that run; False = it no longer exists."""
    if not Path(path).exists():
        return False
    found = _ACQUIRED.search(QgsRasterLayer(path, Path(path).stem).dataProvider().htmlMetadata())
    start, end = found.groups() if found else ("", "")
    details = QgsProcessingContext.LayerDetails(Path(path).stem, context.project(), "OUTPUT")
    context.addLayerToLoadOnCompletion(path, details)
    present_imagery(context, path, imagery_title(start, end) if found else "", start, end)
    return True
