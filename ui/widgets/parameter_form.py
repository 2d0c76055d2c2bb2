"""Parameters of an algorithm as QGIS's own dialog asks for them."""

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


def wrapped(
    definition: QgsProcessingParameterDefinition, context: QgsProcessingContext
) -> tuple[QgsAbstractProcessingParameterWidgetWrapper, QWidget]:
    """What QGIS asks for a parameter with, and the wrapper that has its value; both and the context must be kept."""
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
    """A row for each parameter, with its title and its help as tool tip.

    Args:
        algorithm: Has the parameters.
        names: Which of them.
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
                # Its own says of each that it is optional, in a second line.
                label.setText(definition.description())
                label.setWordWrap(False)
                label.setBuddy(widget)
                form.addRow(label, widget)
            self._wrappers[name] = wrapper

    def values(self) -> dict[str, Any]:
        """Those that were given."""
        given = {name: wrapper.parameterValue() for name, wrapper in self._wrappers.items()}
        return {name: value for name, value in given.items() if value not in (None, "")}
