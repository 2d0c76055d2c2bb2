"""Says in messages the labels of windows, where the engine and the algorithms name parameters.

The engine cannot know who reads its hints: ``qgis_process`` wants the names of parameters (SCALE=0.0001), a window has
fields with labels. Whatever shows such a text passes it through :func:`in_labels`.
"""

from __future__ import annotations

import re

from qgis.core import QgsApplication

from ...processing.app.i18n import tr, translatable

# Labels of fields of windows that differ from those in the algorithms' dialogs.
_LABELS = {
    "SCALE": translatable("Scale"),
    "OFFSET": translatable("Offset"),
    "INPUT": translatable("Imagery"),
    "AOI": translatable("Area"),
    "EXTENT": translatable("Area"),
}
ALGORITHMS = ("impervioussurface", "adapt", "setupruntime", "sentinel2composite")
"""Algorithms whose parameters windows offer; of two parameters with one name the first one's title counts."""

_BANDS = "BANDS"
# Neither in the name of a file or of another parameter nor in an address.
_NAME = re.compile(r"(?<![\w./\\{-])([A-Z][A-Z_]{2,})(?:=([\w.=,+-]*\w)|(?![\w/\\}-]|\.\w))", re.ASCII)
_ROLE = re.compile(r"(\w+)=")


def in_labels(text: str) -> str:
    """A message with the labels of fields in place of parameter names, and their values after them."""
    return _NAME.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    name, value = found.groups()
    if name == _BANDS:
        # The fields of the bands have the names of the roles.
        roles = _ROLE.sub(r"\1 = ", value).replace(",", ", ") if value else ""
        return tr("the bands {}").format(roles) if roles else tr("the bands")
    label = _label(name)
    if not label:
        return found[0]
    return tr("“{}” = {}").format(label, value) if value else tr("“{}”").format(label)


def _label(name: str) -> str:
    """Label of a parameter's field in the language of QGIS; empty = no parameter has this name."""
    if name in _LABELS:
        return tr(_LABELS[name])
    registry = QgsApplication.processingRegistry()
    for algorithm in (registry.algorithmById(f"onemetre:{one}") for one in ALGORITHMS):
        if algorithm is not None and (definition := algorithm.parameterDefinition(name)) is not None:
            # Without a unit or an example.
            return str(definition.description()).partition(",")[0].partition("\uff0c")[0]
    return ""
