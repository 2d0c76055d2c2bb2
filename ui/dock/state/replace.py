"""Maps of earlier runs that the next run would overwrite."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject

from .planned_runs import LAYERS, PlannedRun


def layers_in_the_way(runs: Sequence[PlannedRun]) -> list[QgsMapLayer]:
    """Layers of the project whose file one of the runs would write."""
    wanted = {os.path.normcase(str(run.parameters[name])) for run in runs for name in LAYERS if name in run.parameters}
    layers = QgsProject.instance().mapLayers().values()
    return [layer for layer in layers if os.path.normcase(layer.source().partition("|")[0]) in wanted]


def files_in_the_way(runs: Sequence[PlannedRun]) -> list[str]:
    """Names of existing files that one of the runs would write."""
    paths = [Path(run.parameters[name]) for run in runs for name in (*LAYERS, "REPORT") if name in run.parameters]
    return [path.name for path in paths if path.exists()]


def remove_layers(layers: Sequence[QgsMapLayer]) -> None:
    """Remove layers from the project; their files stay until the run replaces them."""
    QgsProject.instance().removeMapLayers([layer.id() for layer in layers])
