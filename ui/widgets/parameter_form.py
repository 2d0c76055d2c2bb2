"""A form for parameters of an algorithm, with the widgets of QGIS's own dialog."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.gui import (
    QgsAbstractProcessingParameterWidgetWrapper,
    QgsGui,
    QgsProcessingGui,
    QgsProcessingParameterWidgetContext,
)
from qgis.PyQt.QtWidgets import QFormLayout, QWidget

from .small import lead_to_fields


def wrapped(
    definition: QgsProcessingParameterDefinition, context: QgsProcessingContext
) -> tuple[QgsAbstractProcessingParameterWidgetWrapper, QWidget]:
    """QGIS's widget for a parameter, and the wrapper that holds its value; keep both and the context alive."""
    wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
        definition, QgsProcessingGui.WidgetType.Standard
    )
    surroundings = QgsProcessingParameterWidgetContext()
    surroundings.setProject(QgsProject.instance())
    wrapper.setWidgetContext(surroundings)
    widget = wrapper.createWrappedWidget(context)
    widget.setToolTip(definition.help())
    widget.setObjectName(definition.name())
    return wrapper, widget


class ParameterForm(QWidget):
    """One row per parameter, with its title, and its help as the tool tip.

    Args:
        algorithm: Algorithm that defines the parameters.
        names: Parameters to show, in this order.
    """

    def __init__(self, algorithm: QgsProcessingAlgorithm, names: Iterable[str]) -> None:
        super().__init__()
        self._context = QgsProcessingContext()
        self._wrappers: dict[str, QgsAbstractProcessingParameterWidgetWrapper] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        for name in names:
            definition = algorithm.parameterDefinition(name)
            wrapper, widget = wrapped(definition, self._context)
            label = wrapper.createWrappedLabel()
            if label is None:
                form.addRow(widget)
            else:
                # QGIS's text adds "optional" to every label, in a second line.
                label.setText(definition.description())
                label.setWordWrap(False)
                form.addRow(label, widget)
            self._wrappers[name] = wrapper
        lead_to_fields(form)

    def values(self) -> dict[str, Any]:
        """Values of the parameters that the user filled in."""
        given = {name: wrapper.parameterValue() for name, wrapper in self._wrappers.items()}
        return {name: value for name, value in given.items() if value not in (None, "")}
