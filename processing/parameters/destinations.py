"""Destinations of outputs, as QGIS passes them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsDataSourceUri, QgsProcessing, QgsProcessingOutputLayerDefinition, QgsProperty

from ...contract.errors import OutputError
from ...contract.geopackage import GEOMETRY, LAYER, contents_of
from ...contract.local_paths import is_local_path
from ..app.i18n import tr
from ..app.paths import absolute

_OGR = "ogr:"
_LAYER = "|layername="


def absolute_destination(value: Any) -> Any:
    """Make the path of a destination absolute: QGIS passes it as typed."""

    def changed(text: str) -> str:
        path, layer = split_layer(text)
        return join_layer(absolute(path), layer)

    return _with_text(value, changed)


def layer_destination(value: Any) -> Any:
    """Name the layer of a destination that is an existing GeoPackage with other layers; make its path absolute.

    Raises:
        OutputError: The file exists and is no GeoPackage, or is open in another program.
    """

    def changed(text: str) -> str:
        path, layer = split_layer(text)
        path = absolute(path)
        if not layer and is_local_path(path):
            contents = contents_of(Path(os.path.realpath(path)))
            layer = LAYER if contents is not None and contents.others(LAYER) else ""
        return join_layer(path, layer)

    return _with_text(value, changed)


def split_layer(text: str) -> tuple[str, str]:
    """Path and layer of a destination; the layer is empty if the destination names none.

    Layers are named as by QGIS's Save to GeoPackage, ``ogr:dbname='city.gpkg' table="roofs" (geom)``, or as in the
    source of a layer, ``city.gpkg|layername=roofs``.

    Raises:
        OutputError: The destination names a column for the geometry that OneMetre does not write.
    """
    if text.startswith(_OGR):
        uri = QgsDataSourceUri(text.removeprefix(_OGR))
        if uri.geometryColumn() not in ("", GEOMETRY):
            raise OutputError(
                tr("The geometry of the polygons cannot be called {}.").format(uri.geometryColumn()),
                tr("Enter {} as the name of the geometry column.").format(GEOMETRY),
            )
        return uri.database(), uri.table()
    path, _, layer = text.partition(_LAYER)
    return path, layer


def join_layer(path: str, layer: str) -> str:
    """Source of a layer in a file; an empty layer means that it is the only one."""
    return f"{path}{_LAYER}{layer}" if layer else path


def destination_text(value: Any) -> str:
    """Destination as typed."""
    return str(value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value)


def is_empty_destination(value: Any) -> bool:
    """Whether a destination names nothing; QGIS's batch dialog passes such ones for optional outputs."""
    if not isinstance(value, QgsProcessingOutputLayerDefinition):
        return False
    return value.sink.propertyType() == Qgis.PropertyType.Static and not value.sink.staticValue()


def has_own_name(value: Any) -> bool:
    """Whether the author of a model has named the layer."""
    return isinstance(value, QgsProcessingOutputLayerDefinition) and bool(value.destinationName)


def _with_text(value: Any, change: Callable[[str], str]) -> Any:
    """A destination with another text; one that is not typed stays as it is."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        changed = QgsProcessingOutputLayerDefinition(value)
        if value.sink.propertyType() == Qgis.PropertyType.Static:
            changed.sink = QgsProperty.fromValue(_with_text(value.sink.staticValue(), change))
        return changed
    if isinstance(value, str) and value and value != QgsProcessing.TEMPORARY_OUTPUT:
        return change(value)
    return value
