"""What the interpreter may look at: layers of the project without the map under test."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject, QgsProviderRegistry, QgsRasterLayer, QgsVectorLayer

from ...processing.layers.sample_layer import map_of


def open_layers(points: QgsVectorLayer) -> list[QgsMapLayer]:
    """Layers of the project, from the top down, that do not tell what the map has.

    Left out are the points, the map they were drawn from, and all layers whose files have a name that begins with that
    of the map: its probability, its polygons, its errors.
    """
    hidden = map_of(points)
    layers = QgsProject.instance().layerTreeRoot().layerOrder()
    return [layer for layer in layers if layer != points and not _tells(layer, hidden)]


def visible_layers(points: QgsVectorLayer) -> list[QgsMapLayer]:
    """Those that are ticked in the project."""
    ticked = {layer.id() for layer in QgsProject.instance().layerTreeRoot().checkedLayers()}
    return [layer for layer in open_layers(points) if layer.id() in ticked]


def rasters(points: QgsVectorLayer) -> list[QgsRasterLayer]:
    """Images and base maps, from the top down."""
    return [layer for layer in open_layers(points) if isinstance(layer, QgsRasterLayer)]


def file_of(layer: QgsMapLayer) -> Path | None:
    """File of a layer; None = it has none."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return Path(str(parts["path"])) if parts.get("path") else None


def _tells(layer: QgsMapLayer, hidden: Path | None) -> bool:
    file = file_of(layer)
    if hidden is None or file is None:
        return False
    return file.parent.absolute() == hidden.parent.absolute() and file.stem.startswith(hidden.stem)
