"""The project's rasters, in the order of its layers."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer


def project_rasters() -> dict[str, QgsRasterLayer]:
    """Source -> raster layer, from the top down; the topmost of several layers with the same source counts."""
    found: dict[str, QgsRasterLayer] = {}
    for layer in QgsProject.instance().layerTreeRoot().layerOrder():
        if isinstance(layer, QgsRasterLayer):
            found.setdefault(layer.source(), layer)
    return found
