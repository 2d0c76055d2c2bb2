"""Where an output goes: destinations as QGIS passes them."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessing, QgsProcessingOutputLayerDefinition, QgsProperty

from ..app.paths import absolute


def absolute_destination(value: Any) -> Any:
    """A destination with its relative path made absolute: QGIS passes on what was typed."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        changed = QgsProcessingOutputLayerDefinition(value)
        if value.sink.propertyType() == QgsProperty.Type.StaticProperty:
            changed.sink = QgsProperty.fromValue(absolute_destination(value.sink.staticValue()))
        return changed
    if isinstance(value, str) and value and value != QgsProcessing.TEMPORARY_OUTPUT:
        return absolute(value)
    return value


def destination_text(value: Any) -> str:
    """A destination as it was typed."""
    return str(value.sink.staticValue() if isinstance(value, QgsProcessingOutputLayerDefinition) else value)


def has_own_name(value: Any) -> bool:
    """Whether the layer already has a name, which the author of a model gave it."""
    return isinstance(value, QgsProcessingOutputLayerDefinition) and bool(value.destinationName)
