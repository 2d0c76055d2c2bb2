"""Where an output goes: destinations as QGIS passes them."""

from __future__ import annotations

import itertools
import os
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
    QgsProviderRegistry,
)

from ..engine.errors import OutputError
from .i18n import tr
from .paths import absolute, is_plain_path


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


def refuse_open_layers(parameters: Mapping[str, Any], names: Iterable[str], project: QgsProject | None) -> None:
    """Refuse outputs that a layer of the project shows; to be called in the project's thread.

    QGIS would go on reading a file that is no longer there, and Windows does not let it be replaced.

    Args:
        parameters: The algorithm's parameters.
        names: Which of them are destinations.
        project: The open project; None = none.

    Raises:
        OutputError: Names the layer, and a name that is free.
    """
    layers = list(project.mapLayers().values()) if project is not None else []
    shown = {os.path.normcase(path): layer for layer in layers if (path := _file_of(layer))}
    for name in names:
        value = parameters.get(name)
        if value in (None, "") or (text := destination_text(value)) == QgsProcessing.TEMPORARY_OUTPUT:
            continue
        path = absolute(text)
        if layer := shown.get(os.path.normcase(path)):
            raise OutputError(
                tr("{}: {} is open as the layer {}.").format(name, path, layer.name()),
                tr("Remove the layer, or choose another name: {} is free.").format(_free_name(path, shown)),
            )


def _file_of(layer: QgsMapLayer) -> str:
    """Absolute path of the file that a layer reads; empty if it is none."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(parts.get("path") or "")
    return absolute(path) if path and is_plain_path(path) else ""


def _free_name(path: str, shown: Container[str]) -> str:
    file = Path(path)
    candidates = (str(file.with_stem(f"{file.stem}_{number}")) for number in itertools.count(2))
    return next(c for c in candidates if os.path.normcase(c) not in shown and not os.path.lexists(c))


def has_own_name(value: Any) -> bool:
    """Whether the layer already has a name, which the author of a model gave it."""
    return isinstance(value, QgsProcessingOutputLayerDefinition) and bool(value.destinationName)
