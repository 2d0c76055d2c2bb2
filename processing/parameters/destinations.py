"""Destinations of outputs, as QGIS passes them."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessing, QgsProcessingOutputLayerDefinition, QgsProperty

from ..app.paths import absolute


def absolute_destination(value: Any) -> Any:
    """Make the path of a destination absolute: QGIS passes it as typed."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        changed = QgsProcessingOutputLayerDefinition(value)
        if value.sink.propertyType() == QgsProperty.Type.StaticProperty:
            changed.sink = QgsProperty.fromValue(absolute_destination(value.sink.staticValue()))
        return changed
    if isinstance(value, str) and value and value != QgsProcessing.TEMPORARY_OUTPUT:
        return absolute(value)
    return value


def destination_text(value: Any) -> str:
    """Destination as typed."""
    return str(value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value)


def has_own_name(value: Any) -> bool:
    """Whether the author of a model has named the layer."""
    return isinstance(value, QgsProcessingOutputLayerDefinition) and bool(value.destinationName)
