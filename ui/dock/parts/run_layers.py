"""Layers of the project that runs made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsMapLayer, QgsProject

from ..state.planned_run import LAYERS, PlannedRun


def layers_of_sources(sources: Iterable[str]) -> list[QgsMapLayer]:
    """Layers with these sources, in their order; those that have left the project are missing."""
    layers = QgsProject.instance().mapLayers().values()
    found = (next((layer for layer in layers if source and layer.source() == source), None) for source in sources)
    return [layer for layer in found if layer is not None]


def made_layers(runs: Iterable[PlannedRun], outputs: Sequence[str] = LAYERS) -> list[QgsMapLayer]:
    """Layers that runs made, by the names of the output parameters."""
    return layers_of_sources(str(run.parameters.get(name, "")) for run in runs for name in outputs)
