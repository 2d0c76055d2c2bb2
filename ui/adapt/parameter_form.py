"""Parameters of an algorithm as QGIS's own dialog asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsGui, QgsProcessingGui
from qgis.PyQt.QtWidgets import QFormLayout, QWidget


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
            wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
                definition, QgsProcessingGui.WidgetType.Standard
            )
            widget = wrapper.createWrappedWidget(self._context)
            widget.setToolTip(definition.help())
            widget.setObjectName(name)
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
